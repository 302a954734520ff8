#include <string_view>

#include <ATen/Version.h>
#include <omp.h>
#include <spdlog/spdlog.h>
#include <torch/torch.h>
#include <torch/version.h>

#include <normscope/runtime/TorchRuntime.h>

namespace normscope
{

namespace
{

void setFlushDenormalInWorkers(int threads, bool flush)
{
#pragma omp parallel num_threads(threads)
    at::globalContext().setFlushDenormal(flush);
}

/// LibTorch 2 renamed what a handler is given and where it is set.
class LogWarningHandler : public c10::WarningHandler
{
  public:
#if TORCH_VERSION_MAJOR >= 2
    void process(const c10::Warning& warning) override
    {
        log(warning.msg());
    }
#else
    void process(const c10::SourceLocation& /*location*/, const std::string& message, bool /*verbatim*/) override
    {
        log(message);
    }
#endif

  private:
    static void log(const std::string& message)
    {
        spdlog::debug("LibTorch: {}", message);
    }
};

/// at::set_num_threads without its second pool: it also starts the threads of libpthreadpool, which only
/// quantized and mobile networks use, and waits for ever if one of them cannot be created.
void setTorchThreads(int threads)
{
    at::get_num_threads();  // LibTorch's own first choice, which it would otherwise make later, over ours
    omp_set_num_threads(threads);
    if (at::get_num_threads() != threads) {
        at::set_num_threads(threads);
    }
}

}  // namespace

TrainingThreadScope::TrainingThreadScope(int threads)
    : m_threads(threads)
{
    setTorchThreads(threads);
    setFlushDenormalInWorkers(m_threads, true);
}

TrainingThreadScope::~TrainingThreadScope()
{
    setFlushDenormalInWorkers(m_threads, false);
}

void routeTorchWarningsToLog()
{
    static LogWarningHandler handler;
#if TORCH_VERSION_MAJOR >= 2
    c10::WarningUtils::set_warning_handler(&handler);
#else
    c10::Warning::set_warning_handler(&handler);
#endif
}

std::string torchVersion()
{
    return TORCH_VERSION;
}

std::string torchCpuCapability()
{
    // The one place where all versions tell it to others.
    const std::string config = at::show_config();
    constexpr std::string_view kLabel = "CPU capability usage: ";
    const auto label = config.find(kLabel);
    if (label == std::string::npos) {
        return "unknown";
    }
    const auto start = label + kLabel.size();
    return config.substr(start, config.find('\n', start) - start);
}

bool torchHasCuda()
{
    return torch::cuda::is_available();
}

}  // namespace normscope
