#include "ui/report/figures/FigureParts.h"

#include <QCoreApplication>
#include <algorithm>

#include <normscope/base/Numbers.h>

namespace normscope::ui
{

namespace
{

struct ReportFigures
{
    Q_DECLARE_TR_FUNCTIONS(ReportFigures)
};

}  // namespace

QStringList figureFontFamilies()
{
    return {QStringLiteral("Noto Sans"), QStringLiteral("Open Sans"), QStringLiteral("DejaVu Sans"),
            QStringLiteral("Noto Sans CJK SC"), QStringLiteral("WenQuanYi Micro Hei")};
}

QFont figureFont(double points, double pixelsPerPoint, bool isBold)
{
    QFont font(figureFontFamilies());
    // In pixels: whatever resolution the device claims, text keeps its size relative to the figure.
    font.setPixelSize(std::max(1, qRound(points * pixelsPerPoint)));
    font.setWeight(isBold ? QFont::DemiBold : QFont::Normal);
    return font;
}

VariantRuns runsOf(const ReportExperiment& experiment, const std::string& variant)
{
    VariantRuns runs;
    for (const RunRecord& run : experiment.stored.runs) {
        if (run.variant == variant) {
            (run.status == RunStatus::Done ? runs.done : runs.others).push_back(&run);
        }
    }
    return runs;
}

QString runLabel(const ReportExperiment& experiment, const RunRecord& run)
{
    const auto& runs = experiment.stored.runs;
    const bool hasSeeds =
        std::any_of(runs.begin(), runs.end(), [&](const RunRecord& one) { return one.seed != run.seed; });
    //: A run in a legend: "with BN, seed 2"
    const QString name = hasSeeds
                             ? ReportFigures::tr("%1, seed %2").arg(runPhrase(run.variant), QString::number(run.seed))
                             : runPhrase(run.variant);
    switch (run.status) {
    case RunStatus::Done:
        return name;
    case RunStatus::Diverged:
        return ReportFigures::tr("%1: diverged").arg(name);
    case RunStatus::Running:
    case RunStatus::Cancelled:
    case RunStatus::Failed:
        break;
    }
    return ReportFigures::tr("%1: cut off").arg(name);
}

QString endingsSentence(const ReportExperiment& experiment)
{
    QStringList sentences;
    for (const RunRecord& run : experiment.stored.runs) {
        const std::int64_t last = run.iterations.lastIteration();
        if (run.status == RunStatus::Diverged) {
            sentences << ReportFigures::tr("The run %1 of seed %2 diverged after iteration %3; its curve ends there.")
                             .arg(runPhrase(run.variant), QString::number(run.seed), groupedText(last));
        } else if (run.status != RunStatus::Done) {
            sentences << ReportFigures::tr("The run %1 of seed %2 was cut off after iteration %3; its curve ends "
                                           "there.")
                             .arg(runPhrase(run.variant), QString::number(run.seed), groupedText(last));
        }
    }
    return joinedSentences(sentences);
}

QString classesSentence(const ReportExperiment& experiment)
{
    constexpr std::size_t kMost = 30;
    const std::vector<std::string>& names = experiment.classes;
    if (names.size() > kMost || names == numberedClasses(static_cast<std::int64_t>(names.size()))) {
        return {};
    }
    QStringList parts;
    for (std::size_t i = 0; i < names.size(); ++i) {
        parts.append(QStringLiteral("%1 %2").arg(QString::number(i), QString::fromStdString(names[i])));
    }
    return ReportFigures::tr("Classes: %1.").arg(parts.join(QStringLiteral(", ")));
}

QString joinedSentences(const QStringList& sentences)
{
    QString text;
    for (const QString& sentence : sentences) {
        if (!text.isEmpty() && !sentence.isEmpty() && !text.endsWith(QChar(0x3002))) {
            text += QLatin1Char(' ');
        }
        text += sentence;
    }
    return text;
}

QString groupedText(std::int64_t value)
{
    return QString::fromStdString(grouped(value));
}

FigureText::FigureText(QPainter& painter, double points, double pixelsPerPoint, bool isBold)
    : m_painter(painter)
    , m_font(figureFont(points, pixelsPerPoint, isBold))
    , m_metrics(m_font, painter.device())
{
}

QString FigureText::elided(const QString& text, double width) const
{
    return m_metrics.elidedText(text, Qt::ElideMiddle, width);
}

void FigureText::draw(const QRectF& where, int flags, const QString& text, const QColor& color)
{
    m_painter.setFont(m_font);
    m_painter.setPen(color);
    m_painter.drawText(where, flags | Qt::TextDontClip, text);
}

QRectF paintFrame(QPainter& painter, const QRectF& target, double pixelsPerPoint, const QString& title)
{
    painter.fillRect(target, Qt::white);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::TextAntialiasing);
    FigureText text(painter, kFigurePoints * 1.15, pixelsPerPoint, true);
    const double gap = text.height() / 2;
    QRectF rest = target.adjusted(gap, gap, -gap, -gap);
    text.draw(QRectF(rest.left(), rest.top(), rest.width(), text.height()), Qt::AlignCenter,
              text.elided(title, rest.width()));
    rest.setTop(rest.top() + text.height() + gap);
    return rest;
}

}  // namespace normscope::ui
