#include "ui/panels/results/ShownRuns.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>
#include <QStringList>
#include <algorithm>
#include <utility>

#include <normscope/data/BatchSampler.h>

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

/// What of each name is not in all of them, part by part: "twin-mlp-builtin" and "twin-mlp-builtin-lr0.5" give "" and
/// "lr0.5". Whole names where that does not tell them apart.
QStringList distinctNames(const std::vector<const ShownExperiment*>& experiments)
{
    QStringList names;
    for (const ShownExperiment* experiment : experiments) {
        names.push_back(experiment->name);
    }
    if (QSet<QString>(names.begin(), names.end()).size() < names.size()) {
        // Cases of several experiments: "mlp" of this and "mlp" of that one.
        for (std::size_t i = 0; i < experiments.size(); ++i) {
            const ShownExperiment& experiment = *experiments[i];
            if (experiment.root != experiment.folder) {
                names[static_cast<qsizetype>(i)].prepend(QFile::decodeName(folderName(experiment.root).c_str()) +
                                                         QLatin1Char('/'));
            }
        }
    }
    std::vector<QStringList> parts;
    for (const QString& name : std::as_const(names)) {
        parts.push_back(name.split(QLatin1Char('-')));
    }
    for (const QString& part : QStringList(parts.front())) {
        if (std::all_of(parts.begin(), parts.end(), [&](const QStringList& each) { return each.contains(part); })) {
            for (QStringList& each : parts) {
                each.removeOne(part);
            }
        }
    }
    QStringList distinct;
    for (const QStringList& each : parts) {
        distinct.push_back(each.join(QLatin1Char('-')));
    }
    // Of the cases "lr-0.1" and "lr-0.5" mere numbers would be left.
    const bool areNumbers = std::all_of(distinct.begin(), distinct.end(),
                                        [](const QString& each) { return !each.isEmpty() && each.front().isDigit(); });
    const bool areDistinct = QSet<QString>(distinct.begin(), distinct.end()).size() == distinct.size();
    return areDistinct && !areNumbers ? distinct : names;
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

}  // namespace

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
    const QStringList names = experiments.size() > 1 ? distinctNames(experiments) : QStringList(QString());
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
