#include <array>
#include <fstream>

#include <unistd.h>

#include <normscope/kernels/KernelLevel.h>
#include <normscope/runtime/Environment.h>
#include <normscope/train/TrainingEngine.h>

namespace normscope
{

namespace
{

#if defined(__clang__)
constexpr const char* kCompiler = __VERSION__;
#else
constexpr const char* kCompiler = "GCC " __VERSION__;
#endif

std::string cpuModel()
{
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);) {
        const auto colon = line.find(':');
        if (line.starts_with("model name") && colon + 2 < line.size()) {
            return line.substr(colon + 2);
        }
    }
    return "unknown";
}

std::string hostName()
{
    std::array<char, 256> name{};  // HOST_NAME_MAX is 64
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

}  // namespace

Environment describeEnvironment(int threads)
{
    Environment environment;
    environment.program = programVersion();
    if (const auto engine = trainingEngine()) {
        const EngineFacts facts = (*engine)->facts();
        environment.torch = facts.torch;
        environment.torchCapability = facts.torchCapability;
        environment.blas = facts.blas;
        environment.hasCuda = facts.hasCuda;
    }
    environment.host = hostName();
    environment.cpu = cpuModel();
    environment.threads = threads;
    environment.kernelLevel = kernels::nameOf(kernels::kernelLevel());
    environment.compiler = kCompiler;
    return environment;
}

const char* programVersion()
{
    return NORMSCOPE_VERSION;
}

unsigned long long physicalMemory()
{
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long pageSize = sysconf(_SC_PAGESIZE);
    return pages > 0 && pageSize > 0
               ? static_cast<unsigned long long>(pages) * static_cast<unsigned long long>(pageSize)
               : 0;
}

}  // namespace normscope
