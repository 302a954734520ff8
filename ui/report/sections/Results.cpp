#include <QCoreApplication>
#include <algorithm>

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

/// The measures of one aspect, the means over seeds where there are several.
Table aspectTable(const ExperimentFacts& facts, Aspect aspect)
{
    const bool isMean = std::any_of(facts.measures.begin(), facts.measures.end(),
                                    [](const MeasureFacts& one) { return one.bn.size() > 1; });
    Table table;
    table.columns = {Align::Left, Align::Right, Align::Right, Align::Right};
    table.header = {literal(ComparisonModel::aspectTitle(aspect)), literal(ReportResults::tr("with BN")),
                    literal(ReportResults::tr("without BN")), literal(ReportResults::tr("difference"))};
    if (isMean) {
        table.columns.push_back(Align::Right);
        table.header.push_back(literal(ReportResults::tr("seeds")));
    }
    for (const MeasureFacts& one : facts.measures) {
        if (one.measure.aspect != aspect) {
            continue;
        }
        // What nobody reached is said once, in iterations.
        if (one.measure.key.starts_with("seconds_to_") && !one.isCompared()) {
            continue;
        }
        const Unit unit = one.measure.unit;
        Table::Row row;
        row.cells.push_back(literal(ComparisonModel::measureTitle(one.measure)));
        if (one.isCompared()) {
            row.cells.push_back(literal(valueText(meanOf(one.bn), unit, deviationOf(one.bn))));
            row.cells.push_back(literal(valueText(meanOf(one.noBn), unit, deviationOf(one.noBn))));
            row.cells.push_back(literal(differenceText(one.statistics.mean, unit, one.statistics.standardDeviation)));
        } else {
            const bool isLevel = one.measure.key.starts_with("iterations_to_");
            const auto text = [&](std::int64_t count) {
                return !isLevel        ? QStringLiteral("—")
                       : count > 0     ? ReportResults::tr("reached")
                       : one.pairs > 0 ? ReportResults::tr("not reached")
                                       : QStringLiteral("—");
            };
            row.cells.push_back(literal(text(one.onlyBn)));
            row.cells.push_back(literal(text(one.onlyNoBn)));
            row.cells.push_back(literal(QStringLiteral("—")));
        }
        if (isMean) {
            row.cells.push_back(literal(QString::number(one.bn.size())));
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
        table.rows.push_back({{literal(QString::number(run.seed)), literal(twinPhrase(run.twin)),
                               literal(valueText(static_cast<double>(summary.iterations), Unit::Iterations)),
                               literal(valueText(summary.trainSeconds, Unit::Seconds)),
                               fraction(summary.finalTestAccuracy), fraction(summary.bestTestAccuracy)},
                              false});
    }
    return table;
}

void addAspect(DocumentBuilder& builder, const ExperimentFacts& facts, Aspect aspect, const RichText& finding,
               const QString& caption)
{
    builder.paragraph(finding);
    Table table = aspectTable(facts, aspect);
    table.caption = richText(caption);
    builder.table(std::move(table));
}

QString meansNote(const ExperimentFacts& facts)
{
    const bool isMean = std::any_of(facts.measures.begin(), facts.measures.end(),
                                    [](const MeasureFacts& one) { return one.bn.size() > 1; });
    return isMean ? ReportResults::tr(
                        "Mean ± standard deviation over the seeds in which both twins have a value; their number "
                        "is in the last column.")
                  : QString();
}

QString sentences(const QString& first, const QString& second)
{
    return second.isEmpty() ? first : first + sentenceGap() + second;
}

/// The pairs themselves, of which the table of statistics is made.
Table pairsTable(const ReportExperiment& experiment)
{
    Table table;
    table.caption = richText(ReportResults::tr("Final test accuracy pair by pair."));
    table.columns = {Align::Left, Align::Right, Align::Right, Align::Right};
    table.header = {literal(ReportResults::tr("Seed")), literal(ReportResults::tr("with BN")),
                    literal(ReportResults::tr("without BN")), literal(ReportResults::tr("difference"))};
    for (const PairComparison& pair : experiment.comparison.pairs) {
        const auto accuracy = std::find_if(pair.measures.begin(), pair.measures.end(),
                                           [](const Measure& measure) { return measure.key == "final_test_accuracy"; });
        if (accuracy != pair.measures.end()) {
            table.rows.push_back(
                {{literal(QString::number(pair.seed)), literal(valueText(accuracy->bn, accuracy->unit)),
                  literal(valueText(accuracy->noBn, accuracy->unit)),
                  literal(differenceText(accuracy->difference(), accuracy->unit))},
                 false});
        }
    }
    return table;
}

void addStatistics(DocumentBuilder& builder, const ReportExperiment& experiment, const ExperimentFacts& facts,
                   int level)
{
    Table table;
    table.columns = {Align::Left, Align::Right, Align::Right, Align::Right, Align::Right, Align::Right, Align::Right};
    table.header = {literal(ReportResults::tr("Measure")),       literal(ReportResults::tr("mean difference")),
                    literal(ReportResults::tr("95 % interval")), richText(ReportResults::tr("$d_z$")),
                    literal(ReportResults::tr("sign-flip p")),   literal(ReportResults::tr("t test p")),
                    literal(ReportResults::tr("seeds"))};
    const MeasureFacts* reached = highestReached(facts, "iterations_to_");
    const MeasureFacts* seconds = highestReached(facts, "seconds_to_");
    for (const MeasureFacts* one :
         {facts.compared("train_seconds"), reached, seconds, facts.compared("final_train_loss"),
          facts.compared("final_test_accuracy"), facts.compared("best_test_accuracy")}) {
        if (one == nullptr || one->bn.size() < 2) {
            continue;
        }
        const PairedStatistics& statistics = one->statistics;
        const Unit unit = one->measure.unit;
        table.rows.push_back({{literal(ComparisonModel::measureTitle(one->measure)),
                               literal(differenceText(statistics.mean, unit)), literal(intervalText(statistics, unit)),
                               literal(statistics.effectSize ? QString::number(*statistics.effectSize, 'f', 2)
                                                                   .replace(QLatin1Char('-'), QStringLiteral("−"))
                                                             : QStringLiteral("—")),
                               literal(pText(statistics.signFlipP)), literal(pText(statistics.tTestP)),
                               literal(QString::number(statistics.n))},
                              false});
    }
    if (table.rows.empty()) {
        return;
    }
    builder.heading(level, ReportResults::tr("Statistics over seeds"));
    builder.paragraph(
        ReportResults::tr(
            "Twins of one seed form a pair, and the differences within pairs are what is tested. The sign-flip "
            "test %1 asks how often a mean difference as large would come about if in each pair it were chance "
            "which twin is which; it counts all ways to flip the signs and assumes no distribution. The "
            "interval and the t test %2 assume that the differences are normally distributed and stand beside "
            "it for reference. $d_z$ is the mean difference in standard deviations of the differences %3. All "
            "tests are two-sided; they are not corrected for being several."),
        {builder.cite(Source::Permutation), builder.cite(Source::StudentT), builder.cite(Source::EffectSize)});
    builder.table(pairsTable(experiment));
    table.caption = richText(ReportResults::tr("Differences (BN − no BN) within pairs."));
    builder.table(std::move(table));
    if (const MeasureFacts* accuracy = facts.compared("final_test_accuracy")) {
        builder.paragraph(ReportResults::tr("Of the final test accuracy: %1"),
                          {evidenceSentence(accuracy->statistics)});
    }
    if (facts.excluded > 0) {
        builder.paragraph(
            literal(ReportResults::tr("%n pairs are left out of all comparisons, because one of their runs did not "
                                      "reach its end.",
                                      nullptr, static_cast<int>(facts.excluded))));
    }
}

}  // namespace

void addResults(DocumentBuilder& builder, const ReportData& data, const Place& place)
{
    const ReportExperiment& experiment = data.experiments.at(place.experiment);
    const ExperimentFacts facts = factsOf(experiment);
    const int level = place.level;
    const bool isCompared = facts.pairs > facts.excluded;

    builder.heading(level, ReportResults::tr("Loss at every iteration"));
    builder.paragraph(ReportResults::tr("The loss is the mean cross entropy of the mini-batch before its update."));
    if (!builder.figures("loss", place.experiment)) {
        builder.paragraph(ReportResults::tr("No iteration was recorded."));
    }
    if (!isCompared) {
        builder.paragraph(facts.pairs > 0
                              ? ReportResults::tr("No pair of runs reached its end, so nothing is compared.")
                              : ReportResults::tr("There is no pair of runs, so nothing is compared."));
        builder.table(recordedTable(experiment));
        builder.figures("accuracy", place.experiment);
        if (!place.isShort) {
            addMistakes(builder, data, place);
        }
        return;
    }
    const QString note = meansNote(facts);
    builder.heading(level, ReportResults::tr("Training time"));
    addAspect(
        builder, facts, Aspect::TrainingTime, timeFinding(facts),
        sentences(ReportResults::tr("Time of the training steps alone: no evaluation, no drawing, no disk."), note));
    builder.figures("time", place.experiment);

    builder.heading(level, ReportResults::tr("Convergence"));
    addAspect(builder, facts, Aspect::Convergence, convergenceFinding(facts),
              sentences(ReportResults::tr(
                            "When the accuracy on at most 2,000 fixed test samples first reached a level, and the "
                            "training loss on the way, as the mean of the %1 iterations up to each.")
                            .arg(kLossWindow),
                        note));
    builder.figures("convergence", place.experiment);

    builder.heading(level, ReportResults::tr("Parameters"));
    addAspect(builder, facts, Aspect::Parameters, parametersFinding(facts),
              ReportResults::tr("Numbers of parameters and buffers of each twin."));
    builder.paragraph(
        ReportResults::tr("A bias before batch normalization has no effect, since the mean of the batch is "
                          "subtracted right after; it is kept so that twins share all their layers."));
    builder.figures("parameters", place.experiment);

    builder.heading(level, ReportResults::tr("Accuracy"));
    addAspect(builder, facts, Aspect::Accuracy, accuracyFinding(facts),
              sentences(ReportResults::tr("Accuracy on the test set."), note));
    builder.figures("accuracy", place.experiment);
    builder.figures("difference", place.experiment);
    if (place.isShort) {
        return;
    }
    addStatistics(builder, experiment, facts, level);
    addMistakes(builder, data, place);
}

}  // namespace normscope::ui
