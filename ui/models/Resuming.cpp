#include "ui/models/Resuming.h"

#include <QCoreApplication>

namespace normscope::ui
{

namespace
{

struct ResumeTexts
{
    Q_DECLARE_TR_FUNCTIONS(ResumeTexts)
};

}  // namespace

QString whyNotResumable(const ShownExperiment* experiment, const RunQueue& queue)
{
    if (experiment == nullptr) {
        return ResumeTexts::tr("No experiment is shown that could be resumed");
    }
    if (experiment->isLive) {
        return ResumeTexts::tr("This experiment is being trained");
    }
    if (queue.isWaiting(experiment->id)) {
        return ResumeTexts::tr("This experiment waits in the queue to be resumed");
    }
    if (isOver(*experiment)) {
        return ResumeTexts::tr("All runs of this experiment have ended: nothing is left to train");
    }
    std::error_code ignored;
    if (!std::filesystem::exists(wholeFolder(*experiment) / "experiment.json", ignored)) {
        return ResumeTexts::tr("This experiment was never begun: its folder holds nothing to go on with");
    }
    return {};
}

QueuedExperiment resumption(const ShownExperiment& experiment)
{
    QueuedExperiment order;
    order.id = experiment.id;
    order.spec = experiment.spec;
    order.folder = experiment.folder;
    order.goesOn = true;
    return order;
}

}  // namespace normscope::ui
