#include <QCoreApplication>
#include <algorithm>

#include <normscope/experiment/Settings.h>

#include "ui/models/ValueText.h"
#include "ui/report/sections/Facts.h"
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
std::vector<RichText> beginningOf(const ReportExperiment& experiment, const ExperimentFacts& facts, bool areAllTwins)
{
    std::vector<RichText> cells{literal(asText(experiment.title))};
    if (!areAllTwins) {
        cells.push_back(
            literal(facts.variant.empty() ? QStringLiteral("—") : differenceName(facts.variant, facts.reference)));
    }
    return cells;
}

/// The columns that say what a row is about, and then those of values.
void setColumns(Table& table, bool areAllTwins, std::vector<RichText> header)
{
    table.header = {literal(ReportAcross::tr("Experiment"))};
    if (!areAllTwins) {
        table.header.push_back(literal(ReportAcross::tr("compared")));
    }
    table.header.insert(table.header.end(), header.begin(), header.end());
    table.columns.assign(table.header.size(), Align::Right);
    std::fill_n(table.columns.begin(), areAllTwins ? 1 : 2, Align::Left);
}

/// An experiment of a single run has no row to compare, but one with what there is of it.
std::vector<ExperimentFacts> rowsOf(const ReportExperiment& experiment)
{
    auto all = factsOf(experiment);
    return all.empty() ? std::vector<ExperimentFacts>(1) : all;
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
QString withDiverged(const QString& text, std::int64_t diverged, std::int64_t pairs)
{
    if (diverged == 0) {
        return text;
    }
    const QString note =
        pairs > 1 ? ReportAcross::tr("diverged (%1 of %2)").arg(QString::number(diverged), QString::number(pairs))
                  : ReportAcross::tr("diverged");
    return text == QStringLiteral("—") ? note : QStringLiteral("%1; %2").arg(text, note);
}

Table accuracyTable(const ReportData& data)
{
    Table table;
    table.caption =
        richText(ReportAcross::tr("Final test accuracy of all experiments, as mean ± standard deviation where there "
                                  "are several seeds, and what the differences over seeds allow to say."));
    const bool areAllTwins = areTwins(data);
    setColumns(table, areAllTwins,
               {literal(areAllTwins ? ReportAcross::tr("with BN") : ReportAcross::tr("variant")),
                literal(areAllTwins ? ReportAcross::tr("without BN") : ReportAcross::tr("reference")),
                literal(ReportAcross::tr("difference")), literal(ReportAcross::tr("sign-flip p")),
                literal(ReportAcross::tr("pairs"))});
    for (const ReportExperiment& experiment : data.experiments) {
        for (const ExperimentFacts& facts : rowsOf(experiment)) {
            const MeasureFacts* accuracy = facts.compared("final_test_accuracy");
            const auto p = accuracy == nullptr || accuracy->statistics.n < 2 ? std::nullopt
                           : accuracy->statistics.holmP                      ? accuracy->statistics.holmP
                                                                             : accuracy->statistics.signFlipP;
            auto cells = beginningOf(experiment, facts, areAllTwins);
            cells.push_back(literal(withDiverged(mean(accuracy, true), facts.divergedOwn, facts.pairs)));
            cells.push_back(literal(withDiverged(mean(accuracy, false), facts.divergedReference, facts.pairs)));
            cells.push_back(literal(accuracy != nullptr ? differenceText(accuracy->statistics.mean, Unit::Fraction)
                                                        : QStringLiteral("—")));
            cells.push_back(literal(pText(p)));
            cells.push_back(literal(QString::number(facts.pairs)));
            table.rows.push_back({std::move(cells), false});
        }
    }
    return table;
}

Table costTable(const ReportData& data)
{
    Table table;
    table.caption =
        richText(ReportAcross::tr("Training time, convergence and parameters. Iterations are those to the highest "
                                  "test accuracy that both runs reached in all pairs."));
    const bool areAllTwins = areTwins(data);
    const QString other = areAllTwins ? ReportAcross::tr("no BN") : ReportAcross::tr("reference");
    setColumns(
        table, areAllTwins,
        {literal(areAllTwins ? ReportAcross::tr("time, BN") : ReportAcross::tr("time")), literal(other),
         literal(ReportAcross::tr("level")),
         literal(areAllTwins ? ReportAcross::tr("iterations, BN") : ReportAcross::tr("iterations")), literal(other),
         literal(areAllTwins ? ReportAcross::tr("parameters, BN") : ReportAcross::tr("parameters")), literal(other)});
    const auto plain = [](const MeasureFacts* facts, bool isOwn) {
        return literal(facts == nullptr
                           ? QStringLiteral("—")
                           : valueText(meanOf(isOwn ? facts->own : facts->reference), facts->measure.unit));
    };
    for (const ReportExperiment& experiment : data.experiments) {
        for (const ExperimentFacts& facts : rowsOf(experiment)) {
            const MeasureFacts* time = facts.time();
            const MeasureFacts* level = highestReached(facts, "iterations_to_");
            const MeasureFacts* parameters = facts.compared("parameters_total");
            QString reached = QStringLiteral("—");
            if (level != nullptr) {
                const std::string& key = level->measure.key;
                reached = valueText(QString::fromStdString(key.substr(key.rfind('_') + 1)).toDouble(), Unit::Fraction);
                reached.replace(QLatin1String(".00"), QString());
            }
            auto cells = beginningOf(experiment, facts, areAllTwins);
            for (const auto& cell : {plain(time, true), plain(time, false), literal(reached), plain(level, true),
                                     plain(level, false), plain(parameters, true), plain(parameters, false)}) {
                cells.push_back(cell);
            }
            table.rows.push_back({std::move(cells), false});
        }
    }
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
    builder.table(accuracyTable(data));
    builder.figures("sensitivity", std::nullopt);
    builder.table(costTable(data));
    builder.figures("", std::nullopt);
}

}  // namespace normscope::ui
