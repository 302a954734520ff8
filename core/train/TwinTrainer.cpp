#include <normscope/train/TrainingLoop.h>
#include <normscope/train/TwinTrainer.h>

namespace normscope
{

void TwinTrainer::run(const TwinSpec& spec, const TrainingData& data, RunControl& control, const EventSink& sink)
{
    runTrainingLoop({{Twin::Bn, spec.bn, nullptr}, {Twin::NoBn, spec.noBn, nullptr}}, spec.training, data, control,
                    sink);
}

}  // namespace normscope
