#include "ui/models/Resuming.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

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
    if (!locate(wholeFolder(*experiment))) {
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

std::vector<QueuedExperiment> casesNotBegun(const StoredPlan& plan, const ExperimentStore& store, const RunQueue& queue)
{
    const auto& root = plan.place.experiment;
    const bool isTrainedElsewhere =
        std::any_of(store.experiments().begin(), store.experiments().end(),
                    [&](const auto& entry) { return entry.second.isTrainedElsewhere && entry.second.root == root; });
    std::vector<QueuedExperiment> orders;
    for (const std::size_t index : isTrainedElsewhere ? std::vector<std::size_t>() : plan.cases()) {
        const ExperimentCase& one = plan.experiment.cases[index];
        QueuedExperiment order;
        order.spec = one.spec;
        order.folder = caseFolder(root, one.name);
        order.goesOn = true;
        if (!queue.isWaiting(order.folder) && !holdsResults(order.folder)) {
            orders.push_back(std::move(order));
        }
    }
    return orders;
}

}  // namespace normscope::ui
