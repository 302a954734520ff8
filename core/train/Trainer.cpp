#include <normscope/graph/Variants.h>
#include <normscope/train/Trainer.h>
#include <normscope/train/TrainingLoop.h>

namespace normscope
{

void Trainer::run(const RunSpec& spec, const TrainingData& data, RunControl& control, const EventSink& sink)
{
    runTrainingLoop({{graph::usesBatchNorm(spec.model) ? "bn" : "no-bn", spec.model, nullptr}}, spec.training, data,
                    control, sink);
}

}  // namespace normscope
