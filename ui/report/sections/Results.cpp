#include <QCoreApplication>
#include <algorithm>
#include <cstdint>

#include <normscope/experiment/Convergence.h>

#include "ui/models/ComparisonModel.h"
#include "ui/models/ValueText.h"
#include "ui/report/sections/Facts.h"
#include "ui/report/sections/Findings.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportResults
{
    Q_DECLARE_TR_FUNCTIONS(ReportResults)
};

using Align = Table::Align;

/// Of several seeds: what a table holds then are means.
bool areMeans(const std::vector<ExperimentFacts>& all)
{
    return std::any_of(all.begin(), all.end(), [](const ExperimentFacts& facts) {
        return std::any_of(facts.measures.begin(), facts.measures.end(),
                           [](const MeasureFacts& one) { return one.own.size() > 1; });
    });
}

/// What a variant has of a measure: a mean, or whether it reached a level of accuracy.
QString figureOf(const std::vector<double>& values, const MeasureFacts& facts, std::int64_t only)
{
    if (facts.isCompared()) {
        return valueText(meanOf(values), facts.measure.unit, deviationOf(values));
    }
    const bool isLevel = facts.measure.key.starts_with("iterations_to_");
    return !isLevel          ? QStringLiteral("—")
           : only > 0        ? ReportResults::tr("reached")
           : facts.pairs > 0 ? ReportResults::tr("not reached")
                             : QStringLiteral("—");
}

/// The measures of one aspect, the means over seeds where there are several: a column a variant, one a difference.
Table aspectTable(const ExperimentComparison& comparison, const std::vector<ExperimentFacts>& all, Aspect aspect)
{
    const bool isMean = areMeans(all);
    Table table;
    table.header = {literal(ComparisonModel::aspectTitle(aspect))};
    for (const std::string& variant : comparison.variants) {
        table.header.push_back(literal(runPhrase(variant)));
    }
    for (const ExperimentFacts& facts : all) {
        table.header.push_back(literal(all.size() == 1 ? ReportResults::tr("difference")
                                                       : differenceName(facts.variant, facts.reference)));
    }
    if (isMean) {
        table.header.push_back(literal(ReportResults::tr("seeds")));
    }
    table.columns.assign(table.header.size(), Align::Right);
    table.columns.front() = Align::Left;
    const auto& measures = all.front().measures;
    for (std::size_t i = 0; i < measures.size(); ++i) {
        if (measures[i].measure.aspect != aspect) {
            continue;
        }
        const auto compared = std::find_if(
            all.begin(), all.end(), [i](const ExperimentFacts& facts) { return facts.measures[i].isCompared(); });
        // What nobody reached is said once, in iterations.
        if (measures[i].measure.key.starts_with("seconds_to_") && compared == all.end()) {
            continue;
        }
        const Unit unit = measures[i].measure.unit;
        Table::Row row;
        row.cells.push_back(literal(ComparisonModel::measureTitle(measures[i].measure)));
        std::size_t least = SIZE_MAX;
        for (const std::string& variant : comparison.variants) {
            const auto own = std::find_if(all.begin(), all.end(),
                                          [&](const ExperimentFacts& facts) { return facts.variant == variant; });
            if (own != all.end()) {
                const MeasureFacts& one = own->measures[i];
                row.cells.push_back(literal(figureOf(one.own, one, one.onlyOwn)));
                least = std::min(least, one.own.size());
            } else {
                const MeasureFacts& one = (compared != all.end() ? *compared : all.front()).measures[i];
                row.cells.push_back(literal(figureOf(one.reference, one, one.onlyReference)));
            }
        }
        for (const ExperimentFacts& facts : all) {
            const MeasureFacts& one = facts.measures[i];
            row.cells.push_back(
                literal(one.isCompared() ? differenceText(one.statistics.mean, unit, one.statistics.standardDeviation)
                                         : QStringLiteral("—")));
        }
        if (isMean) {
            row.cells.push_back(literal(QString::number(least)));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// What single runs have reached where no pair reached its end: shown, but not compared.
Table recordedTable(const ReportExperiment& experiment)
{
    Table table;
    table.caption = richText(ReportResults::tr("What was recorded of each run."));
    table.columns = {Align::Right, Align::Left, Align::Right, Align::Right, Align::Right, Align::Right};
    table.header = {literal(ReportResults::tr("Seed")),
                    literal(ReportResults::tr("Run")),
                    literal(ReportResults::tr("Iterations")),
                    literal(ReportResults::tr("Training time")),
                    literal(ReportResults::tr("Final test accuracy")),
                    literal(ReportResults::tr("Best test accuracy"))};
    const auto fraction = [](double value) {
        return literal(valueText(std::isfinite(value) ? std::optional(value) : std::nullopt, Unit::Fraction));
    };
    for (const RunRecord& run : experiment.stored.runs) {
        const RunSummary summary = summarize(run);
        table.rows.push_back({{literal(QString::number(run.seed)), literal(runPhrase(run.variant)),
                               literal(valueText(static_cast<double>(summary.iterations), Unit::Iterations)),
                               literal(valueText(summary.trainSeconds, Unit::Seconds)),
                               fraction(summary.finalTestAccuracy), fraction(summary.bestTestAccuracy)},
                              false});
    }
    return table;
}

void addAspect(DocumentBuilder& builder, const ReportExperiment& experiment, const std::vector<ExperimentFacts>& all,
               Aspect aspect, RichText (*finding)(const ExperimentFacts&), const QString& caption)
{
    for (const ExperimentFacts& facts : all) {
        builder.paragraph(finding(facts));
    }
    Table table = aspectTable(experiment.comparison, all, aspect);
    table.caption = richText(caption);
    builder.table(std::move(table));
}

QString meansNote(const std::vector<ExperimentFacts>& all)
{
    return !areMeans(all) ? QString()
           : all.size() > 1
               ? ReportResults::tr("Mean ± standard deviation over the seeds in which a variant and the reference "
                                   "both have a value; the least of their numbers is in the last column.")
               : ReportResults::tr(
                     "Mean ± standard deviation over the seeds in which both twins have a value; their number "
                     "is in the last column.");
}

QString sentences(const QString& first, const QString& second)
{
    return second.isEmpty() ? first : first + sentenceGap() + second;
}

/// The seeds themselves, of which the table of statistics is made.
Table pairsTable(const ReportExperiment& experiment)
{
    const ExperimentComparison& comparison = experiment.comparison;
    const auto compared = comparison.compared();
    Table table;
    table.caption = richText(ReportResults::tr("Final test accuracy pair by pair."));
    table.header = {literal(ReportResults::tr("Seed"))};
    for (const std::string& variant : comparison.variants) {
        table.header.push_back(literal(runPhrase(variant)));
    }
    for (const std::size_t variant : compared) {
        table.header.push_back(
            literal(compared.size() == 1
                        ? ReportResults::tr("difference")
                        : differenceName(comparison.variants[variant], comparison.variants[comparison.reference()])));
    }
    table.columns.assign(table.header.size(), Align::Right);
    table.columns.front() = Align::Left;
    for (const SeedComparison& seed : comparison.seeds) {
        const auto accuracy = std::find_if(seed.measures.begin(), seed.measures.end(),
                                           [](const Measure& measure) { return measure.key == "final_test_accuracy"; });
        if (accuracy == seed.measures.end()) {
            continue;
        }
        Table::Row row{{literal(QString::number(seed.seed))}, false};
        for (const auto& value : accuracy->values) {
            row.cells.push_back(literal(valueText(value, accuracy->unit)));
        }
        for (const std::size_t variant : compared) {
            row.cells.push_back(literal(differenceText(accuracy->differenceOf(variant), accuracy->unit)));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// The tests of one variant against the reference; without rows where there are not several seeds.
Table statisticsTable(const ExperimentFacts& facts, bool isOneOfSeveral)
{
    Table table;
    table.header = {literal(ReportResults::tr("Measure")), literal(ReportResults::tr("mean difference")),
                    literal(ReportResults::tr("95 % interval")), richText(ReportResults::tr("$d_z$")),
                    literal(ReportResults::tr("sign-flip p"))};
    if (isOneOfSeveral) {
        table.header.push_back(literal(ReportResults::tr("Holm's p")));
    }
    table.header.push_back(literal(ReportResults::tr("t test p")));
    table.header.push_back(literal(ReportResults::tr("seeds")));
    table.columns.assign(table.header.size(), Align::Right);
    table.columns.front() = Align::Left;
    const MeasureFacts* reached = highestReached(facts, "iterations_to_");
    const MeasureFacts* seconds = highestReached(facts, "seconds_to_");
    for (const MeasureFacts* one : {facts.time(), reached, seconds, facts.compared("final_train_loss"),
                                    facts.compared("final_test_accuracy"), facts.compared("best_test_accuracy")}) {
        if (one == nullptr || one->own.size() < 2) {
            continue;
        }
        const PairedStatistics& statistics = one->statistics;
        const Unit unit = one->measure.unit;
        Table::Row row{{literal(ComparisonModel::measureTitle(one->measure)),
                        literal(differenceText(statistics.mean, unit)), literal(intervalText(statistics, unit)),
                        literal(statistics.effectSize ? QString::number(*statistics.effectSize, 'f', 2)
                                                            .replace(QLatin1Char('-'), QStringLiteral("−"))
                                                      : QStringLiteral("—")),
                        literal(pText(statistics.signFlipP))},
                       false};
        if (isOneOfSeveral) {
            row.cells.push_back(literal(pText(statistics.holmP)));
        }
        row.cells.push_back(literal(pText(statistics.tTestP)));
        row.cells.push_back(literal(QString::number(statistics.n)));
        table.rows.push_back(std::move(row));
    }
    //: %1 is "BN − no BN"
    table.caption =
        richText(ReportResults::tr("Differences (%1) within pairs."), {differenceName(facts.variant, facts.reference)});
    return table;
}

void addStatistics(DocumentBuilder& builder, const ReportExperiment& experiment,
                   const std::vector<ExperimentFacts>& all, int level)
{
    std::vector<Table> tables;
    for (const ExperimentFacts& facts : all) {
        tables.push_back(statisticsTable(facts, all.size() > 1));
    }
    std::erase_if(tables, [](const Table& table) { return table.rows.empty(); });
    if (tables.empty()) {
        return;
    }
    builder.heading(level, ReportResults::tr("Statistics over seeds"));
    const QString uncorrected =
        all.size() == 1 ? ReportResults::tr("They are not corrected for being several.") : QString();
    builder.paragraph(
        sentences(
            ReportResults::tr(
                "Twins of one seed form a pair, and the differences within pairs are what is tested. The sign-flip "
                "test %1 asks how often a mean difference as large would come about if in each pair it were chance "
                "which twin is which; it counts all ways to flip the signs and assumes no distribution. The "
                "interval and the t test %2 assume that the differences are normally distributed and stand beside "
                "it for reference. $d_z$ is the mean difference in standard deviations of the differences %3. All "
                "tests are two-sided."),
            uncorrected),
        {builder.cite(Source::Permutation), builder.cite(Source::StudentT), builder.cite(Source::EffectSize)});
    if (all.size() > 1) {
        builder.paragraph(literal(ReportResults::tr(
            "A pair is a variant and the reference here. Since several variants are asked the same question, Holm's "
            "p corrects the sign-flip test of each measure for that; conclusions rest on it.")));
    }
    builder.table(pairsTable(experiment));
    for (Table& table : tables) {
        builder.table(std::move(table));
    }
    for (const ExperimentFacts& facts : all) {
        if (const MeasureFacts* accuracy = facts.compared("final_test_accuracy")) {
            const QString evidence = evidenceSentence(accuracy->statistics);
            if (all.size() == 1) {
                builder.paragraph(ReportResults::tr("Of the final test accuracy: %1"), {evidence});
            } else {
                //: %1 is "layer norm − no BN", %2 a sentence
                builder.paragraph(ReportResults::tr("Of the final test accuracy, %1: %2"),
                                  {differenceName(facts.variant, facts.reference), evidence});
            }
        }
        if (facts.excluded > 0) {
            builder.paragraph(
                literal(ReportResults::tr("%n pairs are left out of all comparisons, because one of their runs did not "
                                          "reach its end.",
                                          nullptr, static_cast<int>(facts.excluded))));
        }
    }
}

}  // namespace

void addResults(DocumentBuilder& builder, const ReportData& data, const Place& place)
{
    const ReportExperiment& experiment = data.experiments.at(place.experiment);
    const std::vector<ExperimentFacts> all = factsOf(experiment);
    const int level = place.level;
    const bool isCompared =
        std::any_of(all.begin(), all.end(), [](const ExperimentFacts& facts) { return facts.pairs > facts.excluded; });

    builder.heading(level, ReportResults::tr("Loss at every iteration"));
    builder.paragraph(ReportResults::tr("The loss is the mean cross entropy of the mini-batch before its update."));
    if (!builder.figures("loss", place.experiment)) {
        builder.paragraph(ReportResults::tr("No iteration was recorded."));
    }
    if (!isCompared) {
        builder.paragraph(hasPairs(experiment)
                              ? ReportResults::tr("No pair of runs reached its end, so nothing is compared.")
                              : ReportResults::tr("There is no pair of runs, so nothing is compared."));
        builder.table(recordedTable(experiment));
        builder.figures("accuracy", place.experiment);
        if (!place.isShort) {
            addInside(builder, data, place);
            addMistakes(builder, data, place);
        }
        return;
    }
    const QString note = meansNote(all);
    builder.heading(level, ReportResults::tr("Training time"));
    addAspect(
        builder, experiment, all, Aspect::TrainingTime, timeFinding,
        sentences(ReportResults::tr("Time of the training steps alone: no evaluation, no drawing, no disk. Where each "
                                    "network trained with one thread, the processor's time in them is compared, which "
                                    "a busy machine does not change."),
                  note));
    builder.figures("time", place.experiment);

    builder.heading(level, ReportResults::tr("Convergence"));
    addAspect(builder, experiment, all, Aspect::Convergence, convergenceFinding,
              sentences(ReportResults::tr(
                            "When the accuracy on at most 2,000 fixed test samples first reached a level, and the "
                            "training loss on the way, as the mean of the %1 iterations up to each.")
                            .arg(kLossWindow),
                        note));
    builder.figures("convergence", place.experiment);

    builder.heading(level, ReportResults::tr("Parameters"));
    addAspect(builder, experiment, all, Aspect::Parameters, parametersFinding,
              ReportResults::tr("Numbers of parameters and buffers of each variant."));
    builder.paragraph(
        ReportResults::tr("A bias before batch normalization has no effect, since the mean of the batch is "
                          "subtracted right after; it is kept so that the networks share all their other layers."));
    builder.figures("parameters", place.experiment);

    builder.heading(level, ReportResults::tr("Accuracy"));
    addAspect(builder, experiment, all, Aspect::Accuracy, accuracyFinding,
              sentences(ReportResults::tr("Accuracy on the test set."), note));
    builder.figures("accuracy", place.experiment);
    builder.figures("difference", place.experiment);
    if (place.isShort) {
        return;
    }
    addInside(builder, data, place);
    addStatistics(builder, experiment, all, level);
    addMistakes(builder, data, place);
}

}  // namespace normscope::ui
