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

QString mean(const MeasureFacts* facts, bool isBn)
{
    if (facts == nullptr) {
        return QStringLiteral("—");
    }
    const auto& values = isBn ? facts->bn : facts->noBn;
    return valueText(meanOf(values), facts->measure.unit, deviationOf(values));
}

/// "diverged (2 of 3)" beside the mean of the others, or instead of it.
QString withDiverged(const QString& text, std::int64_t diverged, std::int64_t pairs)
{
    if (diverged == 0) {
        return text;
    }
    const QString note =
        pairs > 1 ? ReportAcross::tr("diverged (%1 of %2)").arg(diverged).arg(pairs) : ReportAcross::tr("diverged");
    return text == QStringLiteral("—") ? note : QStringLiteral("%1; %2").arg(text, note);
}

Table accuracyTable(const ReportData& data)
{
    Table table;
    table.caption =
        richText(ReportAcross::tr("Final test accuracy of all experiments, as mean ± standard deviation where there "
                                  "are several seeds, and what the differences over seeds allow to say."));
    table.columns = {Align::Left, Align::Right, Align::Right, Align::Right, Align::Right, Align::Right};
    table.header = {literal(ReportAcross::tr("Experiment")),  literal(ReportAcross::tr("with BN")),
                    literal(ReportAcross::tr("without BN")),  literal(ReportAcross::tr("difference")),
                    literal(ReportAcross::tr("sign-flip p")), literal(ReportAcross::tr("pairs"))};
    for (const ReportExperiment& experiment : data.experiments) {
        const ExperimentFacts facts = factsOf(experiment);
        const MeasureFacts* accuracy = facts.compared("final_test_accuracy");
        table.rows.push_back(
            {{literal(asText(experiment.title)),
              literal(withDiverged(mean(accuracy, true), facts.divergedBn, facts.pairs)),
              literal(withDiverged(mean(accuracy, false), facts.divergedNoBn, facts.pairs)),
              literal(accuracy != nullptr ? differenceText(accuracy->statistics.mean, Unit::Fraction)
                                          : QStringLiteral("—")),
              literal(accuracy != nullptr && accuracy->statistics.n > 1 ? pText(accuracy->statistics.signFlipP)
                                                                        : QStringLiteral("—")),
              literal(QString::number(facts.pairs))},
             false});
    }
    return table;
}

Table costTable(const ReportData& data)
{
    Table table;
    table.caption =
        richText(ReportAcross::tr("Training time, convergence and parameters. Iterations are those to the highest "
                                  "test accuracy that both twins reached in all pairs."));
    table.columns = {Align::Left,  Align::Right, Align::Right, Align::Right,
                     Align::Right, Align::Right, Align::Right, Align::Right};
    table.header = {literal(ReportAcross::tr("Experiment")),     literal(ReportAcross::tr("time, BN")),
                    literal(ReportAcross::tr("no BN")),          literal(ReportAcross::tr("level")),
                    literal(ReportAcross::tr("iterations, BN")), literal(ReportAcross::tr("no BN")),
                    literal(ReportAcross::tr("parameters, BN")), literal(ReportAcross::tr("no BN"))};
    const auto plain = [](const MeasureFacts* facts, bool isBn) {
        return literal(facts == nullptr ? QStringLiteral("—")
                                        : valueText(meanOf(isBn ? facts->bn : facts->noBn), facts->measure.unit));
    };
    for (const ReportExperiment& experiment : data.experiments) {
        const ExperimentFacts facts = factsOf(experiment);
        const MeasureFacts* time = facts.compared("train_seconds");
        const MeasureFacts* level = highestReached(facts, "iterations_to_");
        const MeasureFacts* parameters = facts.compared("parameters_total");
        QString reached = QStringLiteral("—");
        if (level != nullptr) {
            const std::string& key = level->measure.key;
            reached = valueText(QString::fromStdString(key.substr(key.rfind('_') + 1)).toDouble(), Unit::Fraction);
            reached.replace(QLatin1String(".00"), QString());
        }
        table.rows.push_back(
            {{literal(asText(experiment.title)), plain(time, true), plain(time, false), literal(reached),
              plain(level, true), plain(level, false), plain(parameters, true), plain(parameters, false)},
             false});
    }
    return table;
}

QString variesText(const ReportStudy& study)
{
    QStringList options;
    for (const std::string& key : study.varies) {
        const Setting* setting = findSetting(key);
        options << QStringLiteral("`%1`").arg(setting != nullptr ? asText(setting->option()) : asText(key));
    }
    return listed(options);
}

}  // namespace

void addAcross(DocumentBuilder& builder, const ReportData& data)
{
    builder.heading(1, ReportAcross::tr("The experiments beside each other"));
    if (data.study && !data.study->varies.empty()) {
        builder.paragraph(ReportAcross::tr("This is a study: its %1 experiments differ in %2 and in nothing else.")
                              .arg(QString::number(data.experiments.size()), variesText(*data.study)));
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
