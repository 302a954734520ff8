#include <QCoreApplication>
#include <set>

#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportWords
{
    Q_DECLARE_TR_FUNCTIONS(ReportWords)
};

/// What somebody wrote, a paragraph for each of its lines; the first begins with what it is.
void addText(DocumentBuilder& builder, const QString& lead, const std::string& text)
{
    QString before = lead;
    for (const QString& line : asText(text).split(QLatin1Char('\n'))) {
        const QString words = line.simplified();
        if (words.isEmpty()) {
            continue;
        }
        RichText paragraph = literal(words);
        if (!before.isEmpty()) {
            paragraph = joined({{{Span::Style::Strong, before}}, paragraph}, sentenceGap());
        }
        builder.paragraph(std::move(paragraph));
        before.clear();
    }
}

}  // namespace

void addWords(DocumentBuilder& builder, const ReportData& data)
{
    std::set<std::filesystem::path> roots;
    for (const ReportExperiment& one : data.experiments) {
        roots.insert(one.stored.experiment);
    }
    const bool isOne = roots.size() == 1;
    for (const ReportExperiment& one : data.experiments) {
        if (roots.erase(one.stored.experiment) == 0) {
            continue;
        }
        const QString name = asText(one.title);
        addText(builder,
                isOne ? ReportWords::tr("Expected before training:")
                      //: %1 is an experiment
                      : ReportWords::tr("Expected before training, %1:").arg(name),
                one.about.hypothesis);
        addText(builder,
                isOne ? ReportWords::tr("Notes:")
                      //: %1 is an experiment
                      : ReportWords::tr("Notes, %1:").arg(name),
                one.about.notes);
    }
}

}  // namespace normscope::ui
