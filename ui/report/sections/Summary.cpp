#include <QCoreApplication>

#include "ui/report/sections/Facts.h"
#include "ui/report/sections/Findings.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportSummary
{
    Q_DECLARE_TR_FUNCTIONS(ReportSummary)
};

RichText withLead(const QString& lead, const RichText& finding)
{
    return finding.empty() ? finding : joined({{{Span::Style::Strong, lead}}, finding}, sentenceGap());
}

}  // namespace

void addSummary(DocumentBuilder& builder, const ReportData& data)
{
    if (!hasPairs(data)) {
        return;
    }
    builder.heading(1, ReportSummary::tr("In short"));
    std::vector<RichText> items;
    if (data.experiments.size() == 1) {
        const ReportExperiment& experiment = data.experiments.front();
        const auto all = factsOf(experiment);
        const auto add = [&](const QString& lead, auto finding) {
            for (const ExperimentFacts& facts : all) {
                items.push_back(withLead(lead, finding(facts)));
            }
        };
        add(ReportSummary::tr("Divergence."),
            [&](const ExperimentFacts& facts) { return divergenceFinding(experiment, facts); });
        add(ReportSummary::tr("Training time."), timeFinding);
        add(ReportSummary::tr("Convergence."), convergenceFinding);
        add(ReportSummary::tr("Parameters."), parametersFinding);
        add(ReportSummary::tr("Accuracy."), accuracyFinding);
    } else {
        for (const ReportExperiment& experiment : data.experiments) {
            for (const ExperimentFacts& facts : factsOf(experiment)) {
                RichText finding = accuracyFinding(facts);
                if (finding.empty()) {
                    finding = divergenceFinding(experiment, facts);
                }
                items.push_back(withLead(asText(experiment.title) + ReportSummary::tr(":", "after a name"), finding));
            }
        }
    }
    if (items.empty()) {
        builder.paragraph(ReportSummary::tr("No pair of runs reached its end, so nothing can be compared."));
    }
    builder.list(std::move(items));
}

}  // namespace normscope::ui
