#include <normscope/runtime/MathLibraries.h>
#include <normscope/runtime/TorchRuntime.h>
#include <normscope/train/TrainingEngine.h>

namespace normscope
{

namespace
{

class TorchEngine : public TrainingEngine
{
  public:
    TorchEngine() { routeTorchWarningsToLog(); }

    [[nodiscard]] EngineFacts facts() const override
    {
        return {torchVersion(), torchCpuCapability(), findBlas(), torchHasCuda()};
    }

    [[nodiscard]] Status prepare() override { return prepareMathLibraries(); }

    void trainOnLanes(int lanes, RunControl& control, const NextGroup& next) override
    {
        normscope::trainOnLanes(lanes, control, next);
    }

    [[nodiscard]] std::vector<SelfCheck> selfChecks(int threads) const override
    {
        return normscope::selfChecks(threads);
    }
};

}  // namespace

}  // namespace normscope

/// What TrainingEngine.cpp looks for in the library.
extern "C" __attribute__((visibility("default"))) normscope::TrainingEngine* normscopeTrainingEngine()
{
    static normscope::TorchEngine s_engine;
    return &s_engine;
}
