#include "ui/panels/results/ShownRuns.h"

#include <QCoreApplication>
#include <QFile>
#include <QMap>
#include <algorithm>
#include <utility>

#include <normscope/data/BatchSampler.h>

#include "ui/models/ExperimentTitle.h"
#include "ui/models/VariantTexts.h"

namespace normscope::ui
{

namespace
{

struct RunTexts
{
    Q_DECLARE_TR_FUNCTIONS(RunTexts)
};

/// The place of a seed in the plan, so that runs which have not begun yet keep their shades.
int placeOf(const ShownExperiment& experiment, std::uint64_t seed)
{
    const auto& seeds = experiment.spec.seeds;
    return static_cast<int>(std::find(seeds.begin(), seeds.end(), seed) - seeds.begin());
}

std::int64_t lastOfFirstEpoch(const RunRecord& record)
{
    const std::size_t rows = record.iterations.rowsUntilEpoch(1);
    return rows == 0 ? 0 : record.iterations.iteration(rows - 1);
}

/// `name` tells the experiment from the others; empty where there are none.
QString labelOf(const QString& run, const QString& name)
{
    //: A run in a legend: %1 is "BN, seed 2", %2 what tells its experiment from the others
    return name.isEmpty() ? run : RunTexts::tr("%1 · %2").arg(run, name);
}

/// What tells a difference from the others: its seed, its experiment and, of several differences, which it is.
QString pairLabelOf(const ShownExperiment& experiment, const ShownRun& run)
{
    const bool hasSeeds = experiment.spec.seeds.size() > 1;
    if (run.isOneOfSeveral) {
        //: A difference in a legend: %1 is "BN − no BN"
        return labelOf(hasSeeds ? RunTexts::tr("%1, seed %2").arg(run.pairName, QString::number(run.run.seed))
                                : run.pairName,
                       run.experimentName);
    }
    if (hasSeeds) {
        return labelOf(RunTexts::tr("seed %1").arg(run.run.seed), run.experimentName);
    }
    return run.experimentName.isEmpty() ? run.pairName : run.experimentName;
}

/// Where they lie, as short as tells them apart: of a case within its experiment.
QStringList folderTexts(const std::vector<const ShownExperiment*>& experiments)
{
    QStringList texts;
    QMap<QString, int> uses;
    for (const ShownExperiment* one : experiments) {
        const QString name = QFile::decodeName(folderName(one->folder).c_str());
        const bool isCase = one->root != one->folder && !one->root.empty();
        texts.push_back(isCase ? QFile::decodeName(folderName(one->root).c_str()) + QLatin1Char('/') + name : name);
        ++uses[texts.back()];
    }
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const std::filesystem::path& folder = experiments[static_cast<std::size_t>(i)]->folder;
        if (uses[texts[i]] > 1) {
            texts[i] = QFile::decodeName(folderName(folder.parent_path()).c_str()) + QLatin1Char('/') +
                       QFile::decodeName(folderName(folder).c_str());
        }
    }
    return texts;
}

}  // namespace

QStringList distinctNames(const std::vector<const ShownExperiment*>& experiments)
{
    if (experiments.size() < 2) {
        return QStringList(static_cast<qsizetype>(experiments.size()), QString());
    }
    std::vector<std::vector<SettingValues>> settings;
    for (const ShownExperiment* experiment : experiments) {
        settings.push_back({settingValues(experiment->spec)});
    }
    // That of an experiment tells none of its cases from another.
    const bool isShared = std::all_of(experiments.begin(), experiments.end(), [&](const ShownExperiment* one) {
        return one->title == experiments.front()->title;
    });
    QStringList names;
    QMap<QString, int> uses;
    for (const QString& title : distinctTitles(settings)) {
        const QString given = isShared ? QString() : experiments[static_cast<std::size_t>(names.size())]->title;
        //: What people call an experiment, and what tells it from the others
        names.push_back(given.isEmpty()   ? title
                        : title.isEmpty() ? given
                                          : RunTexts::tr("%1 · %2", "title").arg(given, title));
        ++uses[names.back()];
    }
    const QStringList folders = folderTexts(experiments);
    for (qsizetype i = 0; i < names.size(); ++i) {
        // The same once more is told by its folder.
        if (uses[names[i]] > 1) {
            names[i] = names[i].isEmpty() ? folders[i] : RunTexts::tr("%1 · %2", "title").arg(names[i], folders[i]);
        }
    }
    return names;
}

QString titleOf(const ShownExperiment& experiment)
{
    return experiment.title.isEmpty() ? titleOf(std::vector{settingValues(experiment.spec)}) : experiment.title;
}

std::vector<ShownRun> shownRuns(const ExperimentStore& store)
{
    const ShownExperiment* current = store.current();
    if (current == nullptr) {
        return {};
    }
    std::vector<const ShownExperiment*> experiments{current};
    for (const auto& [id, experiment] : store.experiments()) {
        if ((experiment.isChecked || experiment.isGhost) && id != current->id) {
            experiments.push_back(&experiment);
        }
    }
    std::vector<ShownRun> shown;
    const QStringList names = distinctNames(experiments);
    for (std::size_t i = 0; i < experiments.size(); ++i) {
        const ShownExperiment* experiment = experiments[i];
        const QString& name = names.at(static_cast<qsizetype>(i));
        const auto variants = variantsOf(experiment->spec);
        const std::string& reference = variants.at(referenceOf(variants));
        for (const RunKey& key : runsInOrder(*experiment)) {
            ShownRun run;
            run.experiment = experiment->id;
            run.run = key;
            run.group = QStringLiteral("%1/%2/%3")
                            .arg(QString::number(experiment->id), QString::number(key.seed),
                                 QString::fromStdString(key.variant));
            run.label = labelOf(runName(*experiment, key), name);
            run.pairName = differenceName(key.variant, reference);
            run.reference = reference;
            run.isOneOfSeveral = variants.size() > 2;
            run.shade = experiment->firstShade + placeOf(*experiment, key.seed);
            run.isCurrent = experiment == current;
            run.isGhost = experiment->isGhost && experiment != current;
            run.isDone = experiment->runs.at(key).status == RunStatus::Done;
            run.experimentName = name;
            run.edition = experiment->edition;
            run.pairLabel = pairLabelOf(*experiment, run);
            shown.push_back(std::move(run));
        }
    }
    return shown;
}

std::vector<RunChoice> choicesOf(const std::vector<ShownRun>& runs)
{
    std::vector<RunChoice> choices;
    for (const ShownRun& run : runs) {
        const RunChoice all{run.experiment, run.run.variant, std::nullopt};
        const bool isFirst = std::find(choices.begin(), choices.end(), all) == choices.end();
        if (isFirst &&
            std::count_if(runs.begin(), runs.end(), [&](const ShownRun& one) { return all.holds(one); }) > 1) {
            choices.push_back(all);
        }
    }
    for (const ShownRun& run : runs) {
        choices.push_back({run.experiment, run.run.variant, run.run.seed});
    }
    return choices;
}

QString choiceLabel(const RunChoice& choice, const std::vector<ShownRun>& runs)
{
    const auto found = std::find_if(runs.begin(), runs.end(), [&](const ShownRun& run) { return choice.holds(run); });
    if (found == runs.end()) {
        return {};
    }
    //: Runs of all seeds: %1 is "BN"
    return choice.seed ? found->label : RunTexts::tr("%1, all seeds").arg(groupLabel(*found));
}

std::vector<std::pair<ShownRun, ShownRun>> pairedRuns(const ChosenPair& pair, const std::vector<ShownRun>& runs)
{
    std::vector<std::pair<ShownRun, ShownRun>> paired;
    for (const ShownRun& run : runs) {
        if (!pair.first.holds(run)) {
            continue;
        }
        const auto other = std::find_if(runs.begin(), runs.end(), [&](const ShownRun& one) {
            return pair.second.holds(one) && (pair.second.seed || one.run.seed == run.run.seed);
        });
        if (other != runs.end() && !other->isSameAs(run)) {
            paired.emplace_back(run, *other);
        }
    }
    return paired;
}

QString groupLabel(const ShownRun& run)
{
    return labelOf(variantText(run.run.variant), run.experimentName);
}

QString pairGroupLabel(const ShownRun& run)
{
    if (run.isOneOfSeveral) {
        return labelOf(run.pairName, run.experimentName);
    }
    return run.experimentName.isEmpty() ? run.pairName : run.experimentName;
}

std::optional<std::string> differenceVariant(const ShownRun& run)
{
    return run.isOneOfSeveral ? std::optional(run.run.variant) : std::nullopt;
}

const RunRecord* recordOf(const ExperimentStore& store, const ShownRun& run)
{
    const ShownExperiment* experiment = store.find(run.experiment);
    if (experiment == nullptr) {
        return nullptr;
    }
    const auto found = experiment->runs.find(run.run);
    return found == experiment->runs.end() ? nullptr : &found->second;
}

QString runName(const ShownExperiment& experiment, const RunKey& run)
{
    //: A run: %1 is a variant such as "BN"
    return experiment.spec.seeds.size() > 1
               ? RunTexts::tr("%1, seed %2").arg(variantText(run.variant), QString::number(run.seed))
               : variantText(run.variant);
}

QString objectNameOf(const std::string& variant, const char* what)
{
    QString name;
    for (const QString& part : QString::fromStdString(variant).split(QLatin1Char('-'))) {
        name += name.isEmpty() ? part : part.left(1).toUpper() + part.mid(1);
    }
    return name + QLatin1String(what);
}

std::int64_t iterationsPerEpoch(const ShownExperiment& experiment)
{
    std::int64_t longest = 1;
    for (const auto& [key, record] : experiment.runs) {
        if (record.samplesPerEpoch > 0) {
            return BatchSampler::batchesPerEpoch(record.samplesPerEpoch, experiment.spec.training.batchSize);
        }
        longest = std::max(longest, lastOfFirstEpoch(record));
    }
    return longest;
}

}  // namespace normscope::ui
