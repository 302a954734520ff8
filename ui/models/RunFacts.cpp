#include "ui/models/RunFacts.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringList>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <normscope/experiment/Settings.h>

#include "ui/models/ExperimentTitle.h"
#include "ui/models/SettingTexts.h"

namespace normscope::ui
{

namespace
{

struct RunFactsTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunFactsTexts)
};

constexpr std::array kStates{
    std::pair{"waiting", QT_TRANSLATE_NOOP("RunFactsTexts", "waiting")},
    std::pair{"training", QT_TRANSLATE_NOOP("RunFactsTexts", "training")},
    std::pair{"paused", QT_TRANSLATE_NOOP("RunFactsTexts", "paused")},
    std::pair{"training-elsewhere", QT_TRANSLATE_NOOP("RunFactsTexts", "training elsewhere")},
    std::pair{"interrupted", QT_TRANSLATE_NOOP("RunFactsTexts", "interrupted")},
    std::pair{"done", QT_TRANSLATE_NOOP("RunFactsTexts", "done")},
    std::pair{"diverged", QT_TRANSLATE_NOOP("RunFactsTexts", "diverged")},
    std::pair{"failed", QT_TRANSLATE_NOOP("RunFactsTexts", "failed")},
    std::pair{"not-begun", QT_TRANSLATE_NOOP("RunFactsTexts", "not begun")},
    std::pair{"unreadable", QT_TRANSLATE_NOOP("RunFactsTexts", "cannot be read")},
};

bool hasFigure(const ListedRun& run, RunStatus status)
{
    return run.status == status && std::isfinite(run.testAccuracy);
}

std::optional<double> meanAccuracy(const ListedRuns& runs, const std::string& variant, RunStatus status)
{
    double sum = 0;
    int count = 0;
    for (const ListedRun* run : runs) {
        if (run->variant == variant && hasFigure(*run, status)) {
            sum += run->testAccuracy;
            ++count;
        }
    }
    return count == 0 ? std::nullopt : std::optional(sum / count);
}

ListedRun listedRun(const RunRecord& record, bool isHeld)
{
    ListedRun run;
    run.seed = record.seed;
    run.variant = record.variant;
    run.hasBegun = true;
    run.isHeld = isHeld;
    run.status = record.status;
    if (!record.epochs.empty()) {
        run.testAccuracy = record.epochs.last("test_accuracy");
        run.trainSeconds = record.epochs.last("train_seconds");
    }
    return run;
}

std::string caseNameOf(const ShownExperiment& shown)
{
    const auto folder = wholeFolder(shown);
    return shown.root == folder ? std::string() : folderName(folder);
}

ListedCase plannedCase(const ShownExperiment& shown)
{
    ListedCase one;
    one.name = caseNameOf(shown);
    one.settings = settingValues(shown.spec);
    const auto variants = variantsOf(shown.spec);
    one.reference = variants.size() > 1 ? variants.at(referenceOf(variants)) : std::string();
    for (const std::uint64_t seed : shown.spec.seeds) {
        for (const std::string& variant : variants) {
            ListedRun& run = one.runs.emplace_back();
            run.seed = seed;
            run.variant = variant;
        }
    }
    return one;
}

void putIn(ListedCase& one, const ShownExperiment& shown)
{
    for (const auto& [key, record] : shown.runs) {
        const auto place = std::find_if(one.runs.begin(), one.runs.end(), [&key = key](const ListedRun& run) {
            return run.seed == key.seed && run.variant == key.variant;
        });
        if (place != one.runs.end()) {
            const double validation = place->validationAccuracy;
            *place = listedRun(record, shown.isTrainedElsewhere);
            place->validationAccuracy = validation;
        }
    }
}

}  // namespace

QString stateText(RunState state)
{
    return RunFactsTexts::tr(kStates.at(static_cast<std::size_t>(state)).second);
}

std::string nameOf(RunState state)
{
    return kStates.at(static_cast<std::size_t>(state)).first;
}

ListedRuns runsOf(const ListedCase& one)
{
    ListedRuns runs;
    runs.reserve(one.runs.size());
    for (const ListedRun& run : one.runs) {
        runs.push_back(&run);
    }
    return runs;
}

ListedRuns runsOf(const ListedExperiment& experiment)
{
    ListedRuns runs;
    for (const ListedCase& one : experiment.cases) {
        for (const ListedRun& run : one.runs) {
            runs.push_back(&run);
        }
    }
    return runs;
}

RunState stateOf(const ListedRuns& runs)
{
    const auto any = [&](auto isSo) {
        return std::any_of(runs.begin(), runs.end(), [&](const ListedRun* run) { return isSo(*run); });
    };
    if (any([](const ListedRun& run) { return run.isHeld; })) {
        return RunState::TrainingElsewhere;
    }
    if (!any([](const ListedRun& run) { return run.hasBegun; })) {
        return RunState::NotBegun;
    }
    if (any([](const ListedRun& run) { return run.hasBegun && run.status == RunStatus::Failed; })) {
        return RunState::Failed;
    }
    if (any([](const ListedRun& run) {
            return !run.hasBegun || run.status == RunStatus::Cancelled || run.status == RunStatus::Running;
        })) {
        return RunState::Interrupted;
    }
    return any([](const ListedRun& run) { return run.status == RunStatus::Diverged; }) ? RunState::Diverged
                                                                                       : RunState::Done;
}

std::optional<double> accuracyOf(const ListedRuns& runs, const std::string& variant)
{
    for (const RunStatus status : {RunStatus::Done, RunStatus::Running, RunStatus::Cancelled}) {
        if (const auto mean = meanAccuracy(runs, variant, status)) {
            return mean;
        }
    }
    return std::nullopt;
}

std::optional<double> differenceOf(const ListedCase& one)
{
    const auto other = std::find_if(one.runs.begin(), one.runs.end(),
                                    [&](const ListedRun& run) { return run.variant != one.reference; });
    if (one.reference.empty() || other == one.runs.end()) {
        return std::nullopt;
    }
    double sum = 0;
    int count = 0;
    for (const ListedRun& run : one.runs) {
        const auto reference = std::find_if(one.runs.begin(), one.runs.end(), [&](const ListedRun& pair) {
            return pair.seed == run.seed && pair.variant == one.reference;
        });
        if (run.variant == other->variant && hasFigure(run, RunStatus::Done) && reference != one.runs.end() &&
            hasFigure(*reference, RunStatus::Done)) {
            sum += run.testAccuracy - reference->testAccuracy;
            ++count;
        }
    }
    return count == 0 ? std::nullopt : std::optional(sum / count);
}

double trainSecondsOf(const ListedRuns& runs)
{
    double seconds = 0;
    for (const ListedRun* run : runs) {
        seconds += std::isfinite(run->trainSeconds) ? run->trainSeconds : 0.0;
    }
    return seconds;
}

QString titleOf(const ListedExperiment& experiment)
{
    if (!experiment.about.title.empty()) {
        return QString::fromStdString(experiment.about.title);
    }
    std::vector<SettingValues> cases;
    for (const ListedCase& one : experiment.cases) {
        cases.push_back(one.settings);
    }
    const QString title = cases.empty() ? QString() : titleOf(cases);
    return title.isEmpty() ? QFile::decodeName(folderName(experiment.folder).c_str()) : title;
}

QString differingSettings(const ListedExperiment& experiment)
{
    QStringList texts;
    if (experiment.cases.size() > 1) {
        for (const std::string& key : experiment.varies) {
            texts.append(plainLabel(key));
        }
        return texts.join(QStringLiteral(", "));
    }
    static const SettingValues kNew = settingValues(ExperimentSpec());
    for (const auto& [key, value] : experiment.cases.empty() ? SettingValues() : experiment.cases.front().settings) {
        const auto before = kNew.find(key);
        const Setting* setting = findSetting(key);
        const bool isOwnColumn = key == "model" || key == "dataset";
        if (setting != nullptr && !isOwnColumn && (before == kNew.end() || before->second != value)) {
            texts.append(QStringLiteral("%1 %2").arg(plainLabel(key), QString::fromStdString(value)));
        }
    }
    return texts.join(QStringLiteral(", "));
}

QString settingName(const ListedExperiment& experiment, const std::string& key)
{
    QStringList names;
    for (const ListedCase& one : experiment.cases) {
        const auto found = one.settings.find(key);
        if (found == one.settings.end()) {
            continue;
        }
        QString name = QString::fromStdString(found->second);
        for (const auto& [word, text] : settingChoices(key)) {
            name = word == name ? text : name;
        }
        name = key == "dataset" ? datasetTitle(found->second) : name;
        if (!names.contains(name)) {
            names.append(name);
        }
    }
    return names.join(QStringLiteral(", "));
}

ListedExperiment seenFromHere(const ListedExperiment* listed, const std::vector<const ShownExperiment*>& shown)
{
    ListedExperiment seen = listed != nullptr ? *listed : ListedExperiment();
    for (const ShownExperiment* one : shown) {
        if (seen.folder.empty()) {
            seen.folder = one->root;
            seen.command = normscope::nameOf(one->spec.kind);
        }
        const std::string name = caseNameOf(*one);
        auto place = std::find_if(seen.cases.begin(), seen.cases.end(),
                                  [&](const ListedCase& known) { return known.name == name; });
        if (place == seen.cases.end()) {
            place = seen.cases.insert(seen.cases.end(), plannedCase(*one));
        }
        putIn(*place, *one);
    }
    return seen;
}

}  // namespace normscope::ui
