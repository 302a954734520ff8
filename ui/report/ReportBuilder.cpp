#include <QCoreApplication>
#include <algorithm>

#include <normscope/runtime/Environment.h>

#include "ui/models/ShownText.h"
#include "ui/report/DocumentBuilder.h"
#include "ui/report/Letters.h"
#include "ui/report/Report.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportBuilder
{
    Q_DECLARE_TR_FUNCTIONS(ReportBuilder)
};

/// Beyond so many names a title says only how many experiments there are.
constexpr std::size_t kNamedInTitle = 4;

/// Of one experiment, with all its cases, what people call it.
QString givenTitle(const ReportData& data)
{
    const ReportExperiment& first = data.experiments.front();
    const bool isOne = std::all_of(data.experiments.begin(), data.experiments.end(), [&](const ReportExperiment& one) {
        return one.stored.experiment == first.stored.experiment;
    });
    return isOne ? asText(first.about.title).simplified() : QString();
}

QString titleOf(const ReportData& data)
{
    if (const QString given = givenTitle(data); !given.isEmpty()) {
        return given;
    }
    if (data.experiments.size() == 1) {
        const ExperimentSpec& spec = data.experiments.front().stored.spec;
        const QString text = hasPairs(data) ? ReportBuilder::tr("What batch normalization changes: %1 on %2")
                                            : ReportBuilder::tr("A training run: %1 on %2");
        return text.arg(networkName(spec), datasetName(spec.dataset));
    }
    if (data.experiments.size() > kNamedInTitle) {
        return ReportBuilder::tr("What batch normalization changes: %n experiments", nullptr,
                                 static_cast<int>(data.experiments.size()));
    }
    QStringList names;
    for (const ReportExperiment& experiment : data.experiments) {
        names << asText(experiment.title);
    }
    return ReportBuilder::tr("What batch normalization changes: %1").arg(listed(names));
}

}  // namespace

ReportDocument buildReport(const ReportData& data, const ReportOptions& options)
{
    DocumentBuilder builder(figuresOf(data, options.band));
    const QString title = options.head.title.simplified();
    builder.setTitle(title.isEmpty() ? titleOf(data) : title,
                     ReportBuilder::tr("Written by Normscope %1. Every number is computed from the recorded runs.")
                         .arg(QString::fromLatin1(programVersion())));
    builder.setAuthor(options.head.author.simplified(), options.head.course.simplified());
    addNotices(builder, data);
    addWords(builder, data);
    addSummary(builder, data);
    addQuestion(builder, data);
    addMethod(builder, data);
    addSetup(builder, data);
    if (data.experiments.size() == 1) {
        builder.heading(1, ReportBuilder::tr("Results"));
        addResults(builder, data, {0, 2, false});
    } else {
        addAcross(builder, data);
        // Cases of one experiment differ in a number; what is to be seen of it is in the tables above.
        const bool isShort =
            data.plan && !data.plan->varies.empty() && data.plan->varies != std::vector<std::string>{"model"};
        for (std::size_t i = 0; i < data.experiments.size(); ++i) {
            builder.heading(1, ReportBuilder::tr("Experiment %1").arg(asText(data.experiments[i].title)));
            addNotices(builder, data, i);
            if (!isShort) {
                addNetwork(builder, data, {i, 2, false});
            }
            addResults(builder, data, {i, 2, isShort});
        }
    }
    addDiscussion(builder, data);
    addReproduction(builder, data, options);
    builder.heading(1, ReportBuilder::tr("References"));
    builder.references();
    ReportDocument document = builder.take();
    if (const Status letters = checkLetters(document); !letters) {
        document.undrawn = shownText(letters.error().message);
    }
    return document;
}

}  // namespace normscope::ui
