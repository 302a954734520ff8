#include <normscope/train/Trainer.h>
#include <normscope/train/TrainingLoop.h>

namespace normscope
{

void Trainer::run(const RunSpec& spec, const TrainingData& data, RunControl& control, const EventSink& sink)
{
    const Twin twin = nn::usesBatchNorm(spec.model) ? Twin::Bn : Twin::NoBn;
    runTrainingLoop({{twin, spec.model, nullptr}}, spec.training, data, control, sink);
}

}  // namespace normscope
