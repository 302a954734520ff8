#include "ui/charts/PlotView.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QResizeEvent>
#include <algorithm>
#include <cmath>

#include "ui/charts/RefreshPacer.h"

namespace normscope::ui
{

namespace
{

constexpr int kCurvesZ = 100;  ///< above Qt Charts' own items
constexpr double kTitleScale = 1.1;

/// Axes of Qt Charts are linear here, in these units: ours are logarithmic where asked, and their labels are ours too.
double unitOf(const AxisOptions& options, double value)
{
    return options.scale == AxisScale::Log ? std::log10(value) : value;
}

void fill(QCategoryAxis& axis, const AxisOptions& options, const Ticks& ticks, double lower, double upper)
{
    const double first = unitOf(options, lower);
    const double last = unitOf(options, upper);
    for (const QString& label : axis.categoriesLabels()) {
        axis.remove(label);
    }
    // No tick of its own: the first category begins outside.
    axis.setStartValue(first - (last - first));
    for (const Tick& tick : ticks.labelled) {
        axis.append(tick.label, unitOf(options, tick.value));
    }
    axis.setRange(first, last);
}

bool isSame(const AxisOptions& a, const AxisOptions& b)
{
    return a.title == b.title && a.scale == b.scale && a.isPercent == b.isPercent && a.isInteger == b.isInteger;
}

}  // namespace

PlotView::PlotView(const std::vector<std::unique_ptr<Curve>>& curves, QWidget* parent)
    : QChartView(parent)
    , m_xAxis(new QCategoryAxis)
    , m_yAxis(new QCategoryAxis)
    , m_curves(new CurvesItem(curves))
    , m_crosshair(new Crosshair)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setViewportUpdateMode(QGraphicsView::MinimalViewportUpdate);
    viewport()->setMouseTracking(true);
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins(QMargins());
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setAcceptedMouseButtons(Qt::NoButton);
    chart()->setAcceptHoverEvents(false);
    for (QCategoryAxis* axis : {m_xAxis, m_yAxis}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        chart()->addAxis(axis, axis == m_xAxis ? Qt::AlignBottom : Qt::AlignLeft);
    }
    m_curves->setParentItem(chart());
    m_curves->setZValue(kCurvesZ);
    m_crosshair->setParentItem(chart());
    m_crosshair->setZValue(kCurvesZ + 1);
    updateLook();
}

PlotView::~PlotView() = default;

void PlotView::setTitle(const QString& title)
{
    chart()->setTitle(title);
    m_plot = {};
    layOut();
}

void PlotView::setAxes(const AxisOptions& x, const AxisOptions& y)
{
    if (isSame(x, m_xOptions) && isSame(y, m_yOptions)) {
        return;
    }
    m_xOptions = x;
    m_yOptions = y;
    m_xAxis->setTitleText(x.title);
    m_yAxis->setTitleText(y.title);
    m_labelWidth = 0;
    m_areTicksStale = true;
    m_plot = {};
}

void PlotView::setRange(const ChartRange& range)
{
    if (range == m_range && !m_areTicksStale) {
        return;
    }
    m_range = range;
    m_areTicksStale = false;
    updateTicks();
    layOut();
}

AxisMap PlotView::xMap() const
{
    return {m_xOptions.scale, m_range.xMin, m_range.xMax, static_cast<double>(m_plot.left()),
            static_cast<double>(m_plot.left() + m_plot.width())};
}

AxisMap PlotView::yMap() const
{
    return {m_yOptions.scale, m_range.yMin, m_range.yMax, static_cast<double>(m_plot.top() + m_plot.height()),
            static_cast<double>(m_plot.top())};
}

void PlotView::updateTicks()
{
    const QFontMetricsF metrics(font());
    // Room for a label and as much again between two.
    const double widest = metrics.horizontalAdvance(QStringLiteral("1,000,000"));
    const int mostX = std::max(2, static_cast<int>(m_plot.width() / (1.2 * widest)));
    const int mostY = std::max(2, static_cast<int>(m_plot.height() / (2.4 * metrics.height())));
    m_xTicks = ticksOf(m_xOptions, m_range.xMin, m_range.xMax, mostX);
    m_yTicks = ticksOf(m_yOptions, m_range.yMin, m_range.yMax, mostY);
    fill(*m_xAxis, m_xOptions, m_xTicks, m_range.xMin, m_range.xMax);
    fill(*m_yAxis, m_yOptions, m_yTicks, m_range.yMin, m_range.yMax);
    for (const Tick& tick : m_yTicks.labelled) {
        m_labelWidth = std::max(m_labelWidth, metrics.horizontalAdvance(tick.label));
    }
}

void PlotView::layOut()
{
    const QFontMetricsF metrics(font());
    const double line = metrics.height();
    const double least = metrics.horizontalAdvance(QStringLiteral("0.00"));
    // More than the font is high: letters of other scripts come from other fonts.
    const int left = static_cast<int>(std::ceil(std::max(m_labelWidth, least) + 2.8 * line));
    const int right =
        static_cast<int>(std::ceil(metrics.horizontalAdvance(QStringLiteral("1,000,000")) / 2 + line / 4));
    const int top = static_cast<int>(std::ceil(chart()->title().isEmpty() ? line * 0.8 : line * 1.9));
    const int bottom = static_cast<int>(std::ceil(2.9 * line));
    const QRect plot = viewport()->rect().adjusted(left, top, -right, -bottom);
    if (plot != m_plot && plot.isValid()) {
        m_plot = plot;
        // While its area is given, a chart does not lay out titles that have changed.
        chart()->setPlotArea({});
        chart()->layout()->activate();
        chart()->setPlotArea(plot);
        updateTicks();
        updateFrame();
        Q_EMIT plotMoved();
        return;
    }
    updateFrame();
}

void PlotView::updateFrame()
{
    m_curves->setFrame({m_plot, m_range, m_xOptions.scale, m_yOptions.scale, m_xTicks.minor, m_yTicks.minor});
}

void PlotView::updateLook()
{
    const QPalette colours = palette();
    const QColor text = colours.color(QPalette::Text);
    QColor faint = text;
    faint.setAlphaF(0.13F);
    QColor frame = text;
    frame.setAlphaF(0.45F);
    QColor soft = text;
    soft.setAlphaF(0.8F);
    setBackgroundBrush(colours.color(QPalette::Base));
    QFont bold = font();
    bold.setPointSizeF(bold.pointSizeF() > 0 ? bold.pointSizeF() * kTitleScale : 10);
    bold.setWeight(QFont::DemiBold);
    chart()->setTitleFont(bold);
    chart()->setTitleBrush(text);
    for (QCategoryAxis* axis : {m_xAxis, m_yAxis}) {
        axis->setLabelsFont(font());
        axis->setTitleFont(font());
        axis->setLabelsBrush(soft);
        axis->setTitleBrush(text);
        axis->setGridLinePen(QPen(faint, 1));
        axis->setLinePen(QPen(frame, 1));
    }
    m_curves->setLook(colours, font());
    m_crosshair->setLook(colours, font());
    updateTicks();
    layOut();
}

double PlotView::takePaintCost()
{
    return std::exchange(m_paintCost, 0.0);
}

void PlotView::paintEvent(QPaintEvent* event)
{
    const double before = threadMilliseconds();
    QChartView::paintEvent(event);
    m_paintCost += threadMilliseconds() - before;
    Q_EMIT painted();
}

void PlotView::changeEvent(QEvent* event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange) {
        updateLook();
    } else if (event->type() == QEvent::FontChange) {
        m_labelWidth = 0;
        updateLook();
    }
}

void PlotView::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    layOut();
}

}  // namespace normscope::ui
