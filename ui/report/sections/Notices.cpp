#include <QCoreApplication>
#include <algorithm>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/RunFolder.h>

#include "ui/models/ShownText.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportNotices
{
    Q_DECLARE_TR_FUNCTIONS(ReportNotices)
};

QString runName(std::uint64_t seed, const std::string& variant)
{
    return ReportNotices::tr("Seed %1, %2").arg(QString::number(seed), runPhrase(variant));
}

/// What the tables of a run that is over do not hold; empty where they are whole.
QString gapOf(const RunRecord& run, std::int64_t epochs)
{
    const auto gap = rowGapOf(run, epochs);
    if (!gap) {
        return {};
    }
    return (gap->isOfEpochs
                ? ReportNotices::tr("%1: the tables of the run hold %2 epochs, its settings say %3: results "
                                    "are missing, or settings were changed.")
                : ReportNotices::tr("%1: the tables of the run hold %2 iterations, its summary counts %3: "
                                    "results are missing."))
        .arg(runName(run.seed, run.variant), QString::fromStdString(grouped(gap->held)),
             QString::fromStdString(grouped(gap->expected)));
}

/// What a run did instead of reaching its end; empty where it did.
QString endOf(const RunRecord& run)
{
    const QString name = runName(run.seed, run.variant);
    const QString iterations = QString::fromStdString(grouped(static_cast<std::int64_t>(run.iterations.size())));
    switch (run.status) {
    case RunStatus::Done:
        break;
    case RunStatus::Diverged:
        return (isLossFinite(run)
                    ? ReportNotices::tr("%1: the run diverged. The gradient of iteration %2 is no finite number.")
                    : ReportNotices::tr("%1: the run diverged. The loss of iteration %2 is no finite number."))
            .arg(name, iterations);
    case RunStatus::Cancelled:
        return ReportNotices::tr("%1: the run was stopped before its end, after %2 iterations.").arg(name, iterations);
    case RunStatus::Failed:
        return run.message.empty() ? ReportNotices::tr("%1: the run failed after %2 iterations.").arg(name, iterations)
                                   : ReportNotices::tr("%1: the run failed after %2 iterations: %3")
                                         .arg(name, iterations, asText(run.message));
    case RunStatus::Running:
        return ReportNotices::tr(
                   "%1: the run is not over; it is still going on or was cut off. So far it has %2 iterations.")
            .arg(name, iterations);
    }
    return {};
}

bool hasRun(const ReportExperiment& experiment, std::uint64_t seed, const std::string& variant)
{
    return std::any_of(experiment.stored.runs.begin(), experiment.stored.runs.end(),
                       [&](const RunRecord& run) { return run.seed == seed && run.variant == variant; });
}

/// Runs that the settings ask for and that are not in the folder. A single run's folder has no other by its nature.
QStringList missingRuns(const ReportExperiment& experiment)
{
    if (experiment.stored.isRun) {
        return {};
    }
    QStringList missing;
    const ExperimentSpec& spec = experiment.stored.spec;
    for (const std::uint64_t seed : spec.seeds) {
        std::vector<std::string> lacking = variantsOf(spec);
        const std::size_t wanted = lacking.size();
        std::erase_if(lacking, [&](const std::string& variant) { return hasRun(experiment, seed, variant); });
        if (lacking.size() == wanted) {
            missing << ReportNotices::tr("Seed %1: there is no run of it in the folder.").arg(QString::number(seed));
            continue;
        }
        for (const std::string& variant : lacking) {
            missing << ReportNotices::tr("%1: there is no such run in the folder.").arg(runName(seed, variant));
        }
    }
    return missing;
}

QString imagesNotice(const ReportExperiment& experiment)
{
    const ExperimentSpec& spec = experiment.stored.spec;
    const QString dataset = asText(spec.testDataset.empty() ? spec.dataset : spec.testDataset);
    switch (experiment.imagesState) {
    case ImagesState::Found:
        break;
    case ImagesState::Gone:
        return ReportNotices::tr("The data set %1 was not found. All numbers are from the recorded runs; the digits "
                                 "themselves cannot be shown.")
            .arg(dataset);
    case ImagesState::Changed:
        return ReportNotices::tr(
                   "The data set %1 is not the one that the runs were trained on: its SHA-256 differs. All "
                   "numbers are from the recorded runs; digits are not shown.")
            .arg(dataset);
    case ImagesState::Unreadable:
        return ReportNotices::tr("The data set %1 cannot be read, so digits are not shown: %2")
            .arg(dataset, shownText(experiment.imagesError));
    }
    return {};
}

QString coreWaitNotice(const ReportExperiment& experiment)
{
    std::vector<const RunRecord*> runs;
    for (const RunRecord& run : experiment.stored.runs) {
        runs.push_back(&run);
    }
    return shownText(coreWaitRemark(runs));
}

QStringList noticesOf(const ReportExperiment& experiment)
{
    QStringList notices;
    for (const RunRecord& run : experiment.stored.runs) {
        notices << endOf(run) << gapOf(run, experiment.stored.spec.training.epochs);
    }
    notices << missingRuns(experiment);
    for (const ReportRun& run : experiment.runs) {
        if (!run.predictionsError.empty()) {
            notices << ReportNotices::tr(
                           "%1: the answers of the run cannot be read, so confusion and McNemar's test leave "
                           "it out: %2")
                           .arg(runName(run.seed, run.variant), shownText(run.predictionsError));
        }
    }
    notices << coreWaitNotice(experiment) << imagesNotice(experiment);
    notices.removeAll(QString());
    return notices;
}

}  // namespace

void addNotices(DocumentBuilder& builder, const ReportData& data)
{
    std::vector<RichText> items;
    for (const Message& problem : data.problems) {
        items.push_back(literal(shownText(problem)));
    }
    for (const ReportExperiment& experiment : data.experiments) {
        for (const QString& notice : noticesOf(experiment)) {
            items.push_back(data.experiments.size() > 1
                                ? richText(QStringLiteral("**%1** %2"), {asText(experiment.title), notice})
                                : literal(notice));
        }
    }
    builder.notice(ReportNotices::tr("Read this first"), std::move(items));
}

void addNotices(DocumentBuilder& builder, const ReportData& data, std::size_t experiment)
{
    std::vector<RichText> items;
    for (const QString& notice : noticesOf(data.experiments.at(experiment))) {
        items.push_back(literal(notice));
    }
    builder.notice(ReportNotices::tr("To be kept in mind here"), std::move(items));
}

}  // namespace normscope::ui
