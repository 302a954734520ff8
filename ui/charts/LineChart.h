#pragma once

#include <QPainter>
#include <QPointF>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/charts/CurvePoints.h"

namespace normscope::ui
{

enum class AxisScale
{
    Linear,
    Log,  ///< values that are not positive are left out, not drawn somewhere
};

/// How a curve is drawn.
enum class CurveForm
{
    /// Raw values faint, min and max of each pixel column; the mean of the last values bold (see setSmoothing()). The
    /// mean looks back only, so what has been drawn never changes.
    RawAndSmoothed,
    Line,             ///< points joined, dashed as the variant is
    LineWithMarkers,  ///< the same for few points: a mark at each
};

struct CurveOptions
{
    QString label;                       ///< in the legend
    std::optional<std::string> variant;  ///< its colour and dash, the same everywhere; none: neutral
    int shade = 0;                       ///< tells runs of the same variant apart: 0 is the pure colour
    CurveForm form = CurveForm::Line;
    /// A magnitude that its values have as long as all is well, e.g. that of the first loss: what leaves it by orders
    /// of magnitude does not set the axis (see CalmExtent). 0: all its values count.
    double usual = 0;
    /// In the legend of a page: what has the same is hidden, shown and highlighted together; empty: the entry, which is
    /// its name there; that empty: the label.
    QString group = {};
    QString entry = {};
    bool isGhost = false;  ///< of what was shown before: faint
};

using CurveId = int;

/// What lies around a curve, e.g. how far the values are spread that it is the mean of. Both edges have the curve's x.
struct BandEdges
{
    std::vector<QPointF> lower;
    std::vector<QPointF> upper;
};

/// A rectangle in the chart's values.
struct ChartRange
{
    double xMin = 0;
    double xMax = 1;
    double yMin = 0;
    double yMax = 1;
    bool operator==(const ChartRange&) const = default;
};

struct AxisOptions
{
    QString title;  ///< with its unit
    AxisScale scale = AxisScale::Linear;
    bool isPercent = false;       ///< values are fractions, labels are percents
    bool isInteger = false;       ///< no labels between whole numbers
    QStringList categories = {};  ///< what the whole numbers from 1 on stand for; empty: numbers
};

/// What the user has typed, on the screen and in pictures in place of what there would be; what is empty is as it would
/// be.
struct ChartEdits
{
    QString title;
    QString xTitle;
    QString yTitle;
    std::optional<double> xMin;  ///< while the chart follows its data
    std::optional<double> xMax;
    std::optional<double> yMin;
    std::optional<double> yMax;
    std::map<QString, QString> labels;  ///< by those that they replace
    bool operator==(const ChartEdits&) const = default;
};

/// A chart of curves that grow while it is looked at: the only face of whatever draws them (Qt Charts today).
///
/// Left-drag zooms, the wheel zooms at the cursor (with Ctrl only x, with Shift only y), middle-drag pans, double-click
/// and Escape reset, Backspace goes back one zoom. Until the user zooms the chart follows its data; afterwards the view
/// stays, whatever arrives, and a "Follow" chip leads back. By keyboard: + and − zoom, arrows pan, Ctrl with an arrow
/// moves the crosshair, which shows the values of all curves at its x. Legend entries: click hides, double-click
/// isolates, hover highlights. A double-click on the title and Enter ask for the whole page. Colours follow the
/// palette.
class LineChart : public QWidget
{
    Q_OBJECT

  public:
    explicit LineChart(QWidget* parent = nullptr);
    ~LineChart() override;

    void setTitle(const QString& title);
    [[nodiscard]] QString title() const;
    void setAxes(const AxisOptions& x, const AxisOptions& y);
    [[nodiscard]] const AxisOptions& xAxis() const;
    [[nodiscard]] const AxisOptions& yAxis() const;
    /// What is said where there is no curve yet.
    void setEmptyText(const QString& text);
    /// Told by the (i) beside the title and under pictures, e.g. how lines were smoothed.
    void setNote(const QString& note);
    /// False where a PageLegend names its curves; before it has any.
    void setLegendShown(bool shown);
    /// The wheel zooms only while the chart has the focus: where charts lie in something that scrolls.
    void setWheelNeedsFocus(bool needs);
    /// How much thicker lines and marks are than usual, for the back row.
    void setLineScale(double scale);
    /// It has the page for itself: what its menu says.
    void setEnlarged(bool enlarged);

    /// Until they are set anew, whatever setTitle(), setAxes() and setLabel() say. Ends a zoom where it types a range.
    void setEdits(const ChartEdits& edits);
    [[nodiscard]] const ChartEdits& edits() const;
    /// What there would be without edits: all of it, each label by itself.
    [[nodiscard]] ChartEdits unedited() const;

    CurveId addCurve(const CurveOptions& options);
    /// A curve of points that somebody else keeps; nothing of it is shown before showFirst().
    CurveId addCurve(const CurveOptions& options, std::shared_ptr<const CurveSource> source);
    /// Shows so many of the source's points, not fewer than before. Cheap: drawn with the next refresh().
    void showFirst(CurveId id, std::size_t count);
    void removeCurve(CurveId id);
    void removeAllCurves();
    /// Brings the curves, and with them legend, crosshair and pictures, into this order; those that are not named come
    /// last, as they are. Cheap where it is the order already.
    void arrange(const std::vector<CurveId>& order);
    /// `entry`: see CurveOptions.
    void setLabel(CurveId id, const QString& label, const QString& entry = {});
    [[nodiscard]] QString label(CurveId id) const;
    /// Of a curve with points of its own. x must not decrease. Cheap: drawn with the next refresh().
    void append(CurveId id, std::span<const QPointF> points);
    void replace(CurveId id, std::vector<QPointF> points);
    /// Draws it behind all lines in the curve's colour, as long as the curve is visible; empty edges: none.
    void setBand(CurveId id, BandEdges band);
    /// Empty where there is none.
    [[nodiscard]] const BandEdges& band(CurveId id) const;
    /// A curve as it was added, with its label of now.
    struct ShownCurve
    {
        CurveId id = 0;
        const CurveOptions& options;
        bool isVisible = true;
    };
    /// All of them, in their order; as long as none comes, goes or is renamed.
    [[nodiscard]] std::vector<ShownCurve> shownCurves() const;
    /// Of a curve that is there.
    [[nodiscard]] const CurveOptions& options(CurveId id) const;
    /// The others become faint; none: all as usual.
    void setHighlighted(const std::vector<CurveId>& ids);
    /// A cross where the curve ends with this beside it, on screen and in pictures; empty: none.
    void setEndMark(CurveId id, const QString& text);
    [[nodiscard]] QString endMark(CurveId id) const;
    void setCurveVisible(CurveId id, bool visible);
    [[nodiscard]] bool isCurveVisible(CurveId id) const;
    /// All raw points, those hidden or out of sight included; as long as the curve is there and gets no others.
    [[nodiscard]] CurvePoints points(CurveId id) const;
    [[nodiscard]] std::vector<CurveId> curves() const;
    /// Thin vertical lines, e.g. where epochs end; where they would be too dense, every second, fifth, tenth … is
    /// drawn.
    void setMarkers(std::vector<double> xs);
    /// How many values the means of CurveForm::RawAndSmoothed are of, kLossWindow at first; 1: the raw values are bold.
    void setSmoothing(int window);
    [[nodiscard]] int smoothing() const;

    /// Takes in what was appended since the last call and repaints if anything of it is to be seen.
    void refresh();

    [[nodiscard]] ChartRange visibleRange() const;
    /// As if the user had zoomed there; part of the zoom history.
    void setVisibleRange(const ChartRange& range);
    [[nodiscard]] bool isFollowing() const;
    /// Back to following.
    void resetZoom();
    /// The range that holds all visible curves, as following shows it.
    [[nodiscard]] ChartRange dataRange() const;
    /// False where all its curves run away (see CurveOptions::usual), so that the data's range holds all of that.
    [[nodiscard]] bool isCalm() const;
    /// Following shows at least this, so that two charts can share their axes; none: its own data alone. The y axis of
    /// a chart that is not calm is this alone.
    void setSharedRange(const std::optional<ChartRange>& range);

    /// Draws title, axes with titles, legend, note and visible curves in the light colours of print, into `target` of
    /// the painter's logical coordinates, sizes in points scaled by `pointSize`: what ChartExport makes files of.
    void paint(QPainter& painter, const QRectF& target, double pixelsPerPoint) const;

    /// What the value box under the crosshair says, line by line; empty while there is none.
    [[nodiscard]] QStringList crosshairText() const;

    /// Mean milliseconds that a refresh with its repaint has taken of late; for RefreshPacer.
    [[nodiscard]] double refreshCost() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    /// The user has zoomed, panned or gone back to following (see isFollowing()).
    void rangeChanged(const normscope::ui::ChartRange& range);
    /// The x under the crosshair, so that linked charts show theirs; none when it has left.
    void crosshairMoved(std::optional<double> x);
    /// The user asked for the chart's menu entry "Export…".
    void exportRequested();
    /// To have the page for itself, or to give it back.
    void enlargeRequested();
    /// Curves have come, gone or been renamed; sent once for all that happens at a time.
    void curvesChanged();

  public Q_SLOTS:
    /// Without crosshairMoved(): whoever sets it knows.
    void setCrosshair(std::optional<double> x);

  protected:
    bool event(QEvent* event) override;

  private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace normscope::ui
