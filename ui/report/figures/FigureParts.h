#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QString>
#include <QStringList>
#include <vector>

#include <normscope/experiment/RunRecord.h>

#include "ui/models/VariantTexts.h"
#include "ui/report/ReportData.h"

/// What all figures of a report share: names, colours and letters.
namespace normscope::ui
{

inline constexpr double kPageWidthCm = 16;
/// Narrower, two charts have no room beside each other; in points.
inline constexpr double kLeastForTwo = 340;

inline constexpr QRgb kFigureInk = 0xff1d232a;
inline constexpr QRgb kFigureSoftInk = 0xff4a525c;
inline constexpr QRgb kFigureFrame = 0xff8a929c;

/// Of a figure's text, in points.
inline constexpr double kFigurePoints = 8;
inline constexpr double kFigureSmallPoints = 7;

/// The letters of figures and reports, in an order of liking. The last ones come with Qt's and Normscope's own
/// packages.
[[nodiscard]] QStringList figureFontFamilies();
[[nodiscard]] QFont figureFont(double points, double pixelsPerPoint, bool isBold = false);

/// The runs of one variant: those that reached their end, and the others.
struct VariantRuns
{
    std::vector<const RunRecord*> done;
    std::vector<const RunRecord*> others;
};
[[nodiscard]] VariantRuns runsOf(const ReportExperiment& experiment, const std::string& variant);

/// The run in a legend: "without BN, seed 2: diverged".
[[nodiscard]] QString runLabel(const ReportExperiment& experiment, const RunRecord& run);

/// A sentence for each run that did not reach its end, for captions.
[[nodiscard]] QString endingsSentence(const ReportExperiment& experiment);

/// "Classes: 0 T-shirt/top, 1 Trouser, …." for captions of figures that number them; empty where they have no names.
[[nodiscard]] QString classesSentence(const ReportExperiment& experiment);

/// Sentences that are not empty, one after the other.
[[nodiscard]] QString joinedSentences(const QStringList& sentences);

/// A whole number with its thousands grouped.
[[nodiscard]] QString groupedText(std::int64_t value);

/// Text on a figure, in its painter's units.
class FigureText
{
  public:
    FigureText(QPainter& painter, double points, double pixelsPerPoint, bool isBold = false);

    [[nodiscard]] double height() const { return m_metrics.height(); }
    [[nodiscard]] double width(const QString& text) const { return m_metrics.horizontalAdvance(text); }
    [[nodiscard]] QString elided(const QString& text, double width) const;
    /// `flags`: alignment; never clipped.
    void draw(const QRectF& where, int flags, const QString& text, const QColor& color = QColor(kFigureInk));

  private:
    QPainter& m_painter;
    QFont m_font;
    QFontMetricsF m_metrics;
};

/// Draws the title on top of a white ground, and gives what is left below it.
[[nodiscard]] QRectF paintFrame(QPainter& painter, const QRectF& target, double pixelsPerPoint, const QString& title);

}  // namespace normscope::ui
