#include "ui/report/sections/Across.h"

#include <QCoreApplication>
#include <algorithm>
#include <functional>

#include <normscope/experiment/Settings.h>

#include "ui/models/ValueText.h"
#include "ui/report/sections/Findings.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportAcross
{
    Q_DECLARE_TR_FUNCTIONS(ReportAcross)
};

using Align = Table::Align;

/// A row's beginning: the experiment and, where they are not all twins, what is compared.
std::vector<RichText> beginningOf(const AcrossExperiment& experiment, const ExperimentFacts& facts, bool areAllTwins)
{
    std::vector<RichText> cells{literal(asText(experiment.title))};
    if (!areAllTwins) {
        cells.push_back(
            literal(facts.variant.empty() ? QStringLiteral("—") : differenceName(facts.variant, facts.reference)));
    }
    return cells;
}

/// An experiment of a single run has no row to compare, but one with what there is of it.
std::vector<ExperimentFacts> rowsOf(const AcrossExperiment& experiment)
{
    return experiment.facts.empty() ? std::vector<ExperimentFacts>(1) : experiment.facts;
}

bool areTwins(const std::vector<AcrossExperiment>& experiments)
{
    return std::all_of(experiments.begin(), experiments.end(), [](const AcrossExperiment& one) {
        return one.facts.empty() || (one.facts.size() == 1 && one.facts.front().isOfTwin());
    });
}

QString mean(const MeasureFacts* facts, bool isOwn)
{
    if (facts == nullptr) {
        return QStringLiteral("—");
    }
    const auto& values = isOwn ? facts->own : facts->reference;
    return valueText(meanOf(values), facts->measure.unit, deviationOf(values));
}

/// "diverged (2 of 3)" beside the mean of the others, or instead of it.
QString withDiverged(const QString& text, std::int64_t diverged, std::int64_t all)
{
    if (diverged == 0) {
        return text;
    }
    const QString note =
        all > 1 ? ReportAcross::tr("diverged (%1 of %2)").arg(QString::number(diverged), QString::number(all))
                : ReportAcross::tr("diverged");
    return text == QStringLiteral("—") ? note : QStringLiteral("%1; %2").arg(text, note);
}

/// A column of a table with a row for each experiment and what it compares.
struct Column
{
    QString header;
    std::function<QString(const ExperimentFacts&)> text;
};

/// What a measure came to, of the variant or of the reference.
std::function<QString(const ExperimentFacts&)> plain(const MeasureFacts* (*measure)(const ExperimentFacts&), bool isOwn)
{
    return [measure, isOwn](const ExperimentFacts& facts) {
        const MeasureFacts* one = measure(facts);
        return one == nullptr ? QStringLiteral("—")
                              : valueText(meanOf(isOwn ? one->own : one->reference), one->measure.unit);
    };
}

const MeasureFacts* timeOf(const ExperimentFacts& facts)
{
    return facts.time();
}

const MeasureFacts* levelOf(const ExperimentFacts& facts)
{
    return highestReached(facts, "iterations_to_");
}

const MeasureFacts* parametersOf(const ExperimentFacts& facts)
{
    return facts.compared("parameters_total");
}

/// With what diverged of so many.
QString accuracyOf(const ExperimentFacts& facts, bool isOwn, std::int64_t all)
{
    return withDiverged(mean(facts.compared("final_test_accuracy"), isOwn),
                        isOwn ? facts.divergedOwn : facts.divergedReference, all);
}

QString accuracyDifference(const ExperimentFacts& facts)
{
    const MeasureFacts* accuracy = facts.compared("final_test_accuracy");
    return accuracy != nullptr ? differenceText(accuracy->statistics.mean, Unit::Fraction) : QStringLiteral("—");
}

/// The test accuracy that iterations are counted to: "95 %".
QString levelText(const ExperimentFacts& facts)
{
    const MeasureFacts* level = levelOf(facts);
    if (level == nullptr) {
        return QStringLiteral("—");
    }
    const std::string& key = level->measure.key;
    return valueText(QString::fromStdString(key.substr(key.rfind('_') + 1)).toDouble(), Unit::Fraction)
        .replace(QLatin1String(".00"), QString());
}

/// How many of the runs did not diverge, whether or not the seed has the other one: "3 of 3".
QString stableText(const ExperimentFacts& facts, bool isOwn)
{
    const std::int64_t runs = isOwn ? facts.runsOwn : facts.runsReference;
    const std::int64_t diverged = isOwn ? facts.divergedOwn : facts.divergedReference;
    //: Runs: "2 of 3"
    return runs == 0 ? QStringLiteral("—")
                     : ReportAcross::tr("%1 of %2").arg(QString::number(runs - diverged), QString::number(runs));
}

Table tableOf(const std::vector<AcrossExperiment>& experiments, bool areAllTwins, const std::vector<Column>& columns)
{
    Table table;
    table.header = {literal(ReportAcross::tr("Experiment"))};
    if (!areAllTwins) {
        table.header.push_back(literal(ReportAcross::tr("compared")));
    }
    for (const Column& column : columns) {
        table.header.push_back(literal(column.header));
    }
    table.columns.assign(table.header.size(), Align::Right);
    std::fill_n(table.columns.begin(), areAllTwins ? 1 : 2, Align::Left);
    for (const AcrossExperiment& experiment : experiments) {
        for (const ExperimentFacts& facts : rowsOf(experiment)) {
            auto cells = beginningOf(experiment, facts, areAllTwins);
            for (const Column& column : columns) {
                cells.push_back(literal(column.text(facts)));
            }
            table.rows.push_back({std::move(cells), false});
        }
    }
    return table;
}

Table accuracyTable(const std::vector<AcrossExperiment>& experiments)
{
    const bool areAllTwins = areTwins(experiments);
    const auto p = [](const ExperimentFacts& facts) {
        const MeasureFacts* accuracy = facts.compared("final_test_accuracy");
        return pText(accuracy == nullptr || accuracy->statistics.n < 2 ? std::nullopt
                     : accuracy->statistics.holmP                      ? accuracy->statistics.holmP
                                                                       : accuracy->statistics.signFlipP);
    };
    Table table = tableOf(
        experiments, areAllTwins,
        {{areAllTwins ? ReportAcross::tr("with BN") : ReportAcross::tr("variant"),
          [](const ExperimentFacts& facts) { return accuracyOf(facts, true, facts.pairs); }},
         {areAllTwins ? ReportAcross::tr("without BN") : ReportAcross::tr("reference"),
          [](const ExperimentFacts& facts) { return accuracyOf(facts, false, facts.pairs); }},
         {ReportAcross::tr("difference"), accuracyDifference},
         {ReportAcross::tr("sign-flip p"), p},
         {ReportAcross::tr("pairs"), [](const ExperimentFacts& facts) { return QString::number(facts.pairs); }}});
    table.caption =
        richText(ReportAcross::tr("Final test accuracy of all experiments, as mean ± standard deviation where there "
                                  "are several seeds, and what the differences over seeds allow to say."));
    return table;
}

Table costTable(const std::vector<AcrossExperiment>& experiments)
{
    const bool areAllTwins = areTwins(experiments);
    const QString other = areAllTwins ? ReportAcross::tr("no BN") : ReportAcross::tr("reference");
    Table table = tableOf(
        experiments, areAllTwins,
        {{areAllTwins ? ReportAcross::tr("time, BN") : ReportAcross::tr("time"), plain(timeOf, true)},
         {other, plain(timeOf, false)},
         {ReportAcross::tr("level"), levelText},
         {areAllTwins ? ReportAcross::tr("iterations, BN") : ReportAcross::tr("iterations"), plain(levelOf, true)},
         {other, plain(levelOf, false)},
         {areAllTwins ? ReportAcross::tr("parameters, BN") : ReportAcross::tr("parameters"), plain(parametersOf, true)},
         {other, plain(parametersOf, false)}});
    table.caption =
        richText(ReportAcross::tr("Training time, convergence and parameters. Iterations are those to the highest "
                                  "test accuracy that both runs reached in all pairs."));
    return table;
}

QString variesText(const ReportPlan& plan)
{
    QStringList options;
    for (const std::string& key : plan.varies) {
        const Setting* setting = findSetting(key);
        options << QStringLiteral("`%1`").arg(setting != nullptr ? asText(setting->option()) : asText(key));
    }
    return listed(options);
}

}  // namespace

Table aspectsTable(const ReportData& data)
{
    std::vector<AcrossExperiment> experiments;
    for (const ReportExperiment& experiment : data.experiments) {
        experiments.push_back({experiment.title, untestedFactsOf(experiment.comparison)});
    }
    return aspectsTable(experiments);
}

Table aspectsTable(const std::vector<AcrossExperiment>& experiments)
{
    const bool areAllTwins = areTwins(experiments);
    const QString own = areAllTwins ? variantText(kBn) : ReportAcross::tr("variant");
    const QString other = areAllTwins ? variantText(kNoBn) : ReportAcross::tr("reference");
    //: A column: "Training time, BN"
    const auto of = [](const QString& measure, const QString& whose) {
        return ReportAcross::tr("%1, %2").arg(measure, whose);
    };
    const QString iterations = ReportAcross::tr("Iterations");
    const QString accuracy = ReportAcross::tr("Final test accuracy");
    const QString stable = ReportAcross::tr("Did not diverge");
    const QString time = ReportAcross::tr("Training time");
    const QString parameters = ReportAcross::tr("Parameters");
    Table table = tableOf(
        experiments, areAllTwins,
        {{ReportAcross::tr("Test accuracy reached"), levelText},
         {of(iterations, own), plain(levelOf, true)},
         {of(iterations, other), plain(levelOf, false)},
         {of(accuracy, own), [](const ExperimentFacts& facts) { return accuracyOf(facts, true, facts.runsOwn); }},
         {of(accuracy, other),
          [](const ExperimentFacts& facts) { return accuracyOf(facts, false, facts.runsReference); }},
         {ReportAcross::tr("Difference"), accuracyDifference},
         {of(stable, own), [](const ExperimentFacts& facts) { return stableText(facts, true); }},
         {of(stable, other), [](const ExperimentFacts& facts) { return stableText(facts, false); }},
         {of(time, own), plain(timeOf, true)},
         {of(time, other), plain(timeOf, false)},
         {of(parameters, own), plain(parametersOf, true)},
         {of(parameters, other), plain(parametersOf, false)}});
    table.caption = richText(ReportAcross::tr(
        "Convergence, final test accuracy, stability, training time and parameters of all experiments, as means over "
        "seeds. Iterations are those to the highest test accuracy that both runs reached in all pairs."));
    return table;
}

void addAcross(DocumentBuilder& builder, const ReportData& data)
{
    builder.heading(1, ReportAcross::tr("The experiments beside each other"));
    if (data.plan && !data.plan->varies.empty()) {
        builder.paragraph(
            ReportAcross::tr("These are the %1 cases of one experiment, which differ in %2 and in nothing else.")
                .arg(QString::number(data.experiments.size()), variesText(*data.plan)));
    }
    if (!hasPairs(data)) {
        builder.paragraph(ReportAcross::tr("There is no pair of runs in any of them, so nothing is compared."));
        return;
    }
    std::vector<AcrossExperiment> experiments;
    for (const ReportExperiment& experiment : data.experiments) {
        experiments.push_back({experiment.title, factsOf(experiment)});
    }
    builder.table(accuracyTable(experiments));
    builder.figures("sensitivity", std::nullopt);
    builder.table(costTable(experiments));
    builder.figures("", std::nullopt);
}

}  // namespace normscope::ui
