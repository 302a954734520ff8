#include <QCoreApplication>
#include <algorithm>

#include <normscope/base/Numbers.h>

#include "ui/report/DocumentBuilder.h"
#include "ui/report/sections/Findings.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportMistakes
{
    Q_DECLARE_TR_FUNCTIONS(ReportMistakes)
};

std::vector<const PairComparison*> comparedPairs(const ReportExperiment& experiment)
{
    std::vector<const PairComparison*> pairs;
    for (const PairComparison& pair : experiment.comparison.pairs) {
        if (pair.mistakes) {
            pairs.push_back(&pair);
        }
    }
    return pairs;
}

Table mistakesTable(const std::vector<const PairComparison*>& pairs)
{
    Table table;
    table.caption =
        richText(ReportMistakes::tr("Test digits by who gets them wrong, and the exact two-sided McNemar test of each "
                                    "seed. A small p says that the "
                                    "two networks of this seed differ; it says nothing about other seeds."));
    table.columns.assign(6, Table::Align::Right);
    table.header = {literal(ReportMistakes::tr("Seed")),         literal(ReportMistakes::tr("both wrong")),
                    literal(ReportMistakes::tr("only with BN")), literal(ReportMistakes::tr("only without BN")),
                    literal(ReportMistakes::tr("none wrong")),   literal(ReportMistakes::tr("McNemar p"))};
    const auto text = [](std::int64_t value) { return literal(QString::fromStdString(grouped(value))); };
    for (const PairComparison* pair : pairs) {
        const McNemar& test = *pair->mistakes;
        table.rows.push_back({{literal(QString::number(pair->seed)), text(test.both), text(test.onlyBnErrs),
                               text(test.onlyNoBnErrs), text(test.neither), literal(pText(test.p))},
                              false});
    }
    return table;
}

}  // namespace

void addMistakes(DocumentBuilder& builder, const ReportData& data, const Place& place)
{
    const ReportExperiment& experiment = data.experiments.at(place.experiment);
    const bool hasAny = std::any_of(experiment.runs.begin(), experiment.runs.end(),
                                    [](const ReportRun& run) { return run.predictions.has_value(); });
    builder.heading(place.level, ReportMistakes::tr("What the networks get wrong"));
    if (!hasAny) {
        builder.paragraph(
            ReportMistakes::tr("There are no recorded answers of a finished run, so there is nothing to be shown "
                               "here."));
        return;
    }
    const std::vector<const PairComparison*> pairs = comparedPairs(experiment);
    if (!pairs.empty()) {
        builder.paragraph(
            ReportMistakes::tr("Twins are tested on the same digits, so what counts are the digits on which exactly "
                               "one of them errs (McNemar's test %1)."),
            {builder.cite(Source::McNemar)});
    }
    if (pairs.size() == 1) {
        builder.list({mistakesFinding(pairs.front()->seed, *pairs.front()->mistakes)});
    } else if (!pairs.empty()) {
        builder.table(mistakesTable(pairs));
    }
    builder.figures("confusion", place.experiment);
    if (!builder.figures("misclassified", place.experiment) && !experiment.testImages) {
        builder.paragraph(
            ReportMistakes::tr("Misclassified digits cannot be shown, because the images of the test set are not "
                               "at hand (see the note above)."));
    }
}

}  // namespace normscope::ui
