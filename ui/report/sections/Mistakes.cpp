#include <QCoreApplication>
#include <algorithm>

#include <normscope/base/Numbers.h>

#include "ui/report/DocumentBuilder.h"
#include "ui/report/sections/Findings.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportMistakes
{
    Q_DECLARE_TR_FUNCTIONS(ReportMistakes)
};

/// One variant against the reference, in one seed.
struct Compared
{
    std::uint64_t seed;
    std::string variant;
    McNemar test;
};

std::vector<Compared> comparedOf(const ReportExperiment& experiment)
{
    const ExperimentComparison& comparison = experiment.comparison;
    std::vector<Compared> compared;
    for (const SeedComparison& seed : comparison.seeds) {
        for (const std::size_t variant : comparison.compared()) {
            if (seed.mistakes[variant]) {
                compared.push_back({seed.seed, comparison.variants[variant], *seed.mistakes[variant]});
            }
        }
    }
    return compared;
}

Table mistakesTable(const std::vector<Compared>& all, const ExperimentComparison& comparison)
{
    Table table;
    table.caption =
        richText(ReportMistakes::tr("Test digits by who gets them wrong, and the exact two-sided McNemar test of each "
                                    "seed. A small p says that the "
                                    "two networks of this seed differ; it says nothing about other seeds."));
    const auto others = comparison.compared();
    const bool areSeveral = others.size() > 1;
    const std::string& reference = comparison.variants[comparison.reference()];
    //: A column: %1 is "with BN"
    const QString only = ReportMistakes::tr("only %1");
    table.header = {literal(ReportMistakes::tr("Seed")),
                    literal(ReportMistakes::tr("both wrong")),
                    literal(areSeveral ? ReportMistakes::tr("only the variant")
                                       : only.arg(runPhrase(comparison.variants[others.front()]))),
                    literal(only.arg(runPhrase(reference))),
                    literal(ReportMistakes::tr("none wrong")),
                    literal(ReportMistakes::tr("McNemar p"))};
    if (areSeveral) {
        table.header.insert(table.header.begin() + 1, literal(ReportMistakes::tr("Variant")));
    }
    table.columns.assign(table.header.size(), Table::Align::Right);
    const auto text = [](std::int64_t value) { return literal(QString::fromStdString(grouped(value))); };
    for (const Compared& one : all) {
        Table::Row row{{literal(QString::number(one.seed)), text(one.test.both), text(one.test.onlyVariantErrs),
                        text(one.test.onlyReferenceErrs), text(one.test.neither), literal(pText(one.test.p))},
                       false};
        if (areSeveral) {
            row.cells.insert(row.cells.begin() + 1, literal(variantText(one.variant)));
        }
        table.rows.push_back(std::move(row));
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
    const std::vector<Compared> compared = comparedOf(experiment);
    if (!compared.empty()) {
        builder.paragraph(
            ReportMistakes::tr("All networks are tested on the same digits, so what counts are the digits on which "
                               "exactly one of two errs (McNemar's test %1)."),
            {builder.cite(Source::McNemar)});
    }
    if (compared.size() == 1) {
        const Compared& one = compared.front();
        builder.list({mistakesFinding(one.seed, one.test, one.variant,
                                      experiment.comparison.variants[experiment.comparison.reference()])});
    } else if (!compared.empty()) {
        builder.table(mistakesTable(compared, experiment.comparison));
    }
    builder.figures("confusion", place.experiment);
    if (!builder.figures("misclassified", place.experiment) && !experiment.testImages) {
        builder.paragraph(
            ReportMistakes::tr("Misclassified digits cannot be shown, because the images of the test set are not "
                               "at hand (see the note above)."));
    }
}

}  // namespace normscope::ui
