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

QString twinLabel(Twin twin)
{
    return twin == Twin::Bn ? ReportFigures::tr("with BN") : ReportFigures::tr("without BN");
}

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

TwinRuns runsOf(const ReportExperiment& experiment, Twin twin)
{
    TwinRuns runs;
    for (const RunRecord& run : experiment.stored.runs) {
        if (run.twin == twin) {
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
    const QString name =
        hasSeeds ? ReportFigures::tr("%1, seed %2").arg(twinLabel(run.twin)).arg(run.seed) : twinLabel(run.twin);
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
        const std::int64_t last = run.steps.empty() ? 0 : run.steps.back().iteration;
        if (run.status == RunStatus::Diverged) {
            sentences << ReportFigures::tr("The run %1 of seed %2 diverged after iteration %3; its curve ends there.")
                             .arg(twinLabel(run.twin))
                             .arg(run.seed)
                             .arg(groupedText(last));
        } else if (run.status != RunStatus::Done) {
            sentences << ReportFigures::tr("The run %1 of seed %2 was cut off after iteration %3; its curve ends "
                                           "there.")
                             .arg(twinLabel(run.twin))
                             .arg(run.seed)
                             .arg(groupedText(last));
        }
    }
    return joinedSentences(sentences);
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
