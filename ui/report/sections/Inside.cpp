#include <QCoreApplication>
#include <algorithm>
#include <vector>

#include "ui/models/InsideTexts.h"
#include "ui/report/figures/FigureKinds.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportInside
{
    Q_DECLARE_TR_FUNCTIONS(ReportInside)
};

/// Those whom the question's sentences name.
std::vector<Source> sourcesOf(Question question)
{
    switch (question) {
    case Question::Smoothness:
        return {Source::Smoothness};
    case Question::Depth:
        return {Source::LargeSteps};
    case Question::Evaluation:
        return {Source::BatchNorm, Source::Evaluation};
    case Question::Sharpness:
        return {Source::EdgeOfStability};
    case Question::Drift:
    case Question::DeadUnits:
        break;
    }
    return {Source::BatchNorm};
}

}  // namespace

void addInside(DocumentBuilder& builder, const ReportData& data, const Place& place)
{
    const ReportExperiment& experiment = data.experiments.at(place.experiment);
    const LookedInto looked = lookedInto(experiment);
    const bool isAny = std::any_of(questions().begin(), questions().end(),
                                   [&](Question question) { return isMeasured(question, looked.runs); });
    if (!isAny) {
        return;
    }
    builder.heading(place.level, ReportInside::tr("Inside the networks"));
    const bool hasSeeds = std::any_of(experiment.stored.runs.begin(), experiment.stored.runs.end(),
                                      [&](const RunRecord& run) { return run.seed != looked.seed; });
    builder.paragraph(
        ReportInside::tr("Instruments looked into the networks while they trained, off the clock and without changing "
                         "anything. Each question below has a verdict that follows from the numbers by fixed rules."));
    if (hasSeeds) {
        builder.paragraph(ReportInside::tr("What follows is of seed %1."), {QString::number(looked.seed)});
    }
    for (const Question question : questions()) {
        if (!isMeasured(question, looked.runs)) {
            continue;
        }
        builder.heading(place.level + 1, questionText(question));
        std::vector<RichText> explained{literal(questionExplained(question))};
        for (const Source source : sourcesOf(question)) {
            explained.push_back(literal(builder.cite(source)));
        }
        builder.paragraph(joined(explained, QStringLiteral(" ")));
        const InsideVerdict verdict = verdictOf(question, looked.runs);
        builder.paragraph(joined({{{Span::Style::Strong, verdict.text}}, literal(verdict.reason)}, sentenceGap()));
        builder.figures("inside-" + nameOf(question), place.experiment);
    }
}

}  // namespace normscope::ui
