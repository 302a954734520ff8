#include "ui/charts/LineChartImpl.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <tuple>

#include "ui/charts/AxesDialog.h"
#include "ui/charts/ChartExport.h"
#include "ui/charts/RefreshPacer.h"

namespace normscope::ui
{

namespace
{

/// How much a refresh counts in the mean of late.
constexpr double kCostWeight = 0.2;
/// Room above and below the curves, of what they span.
constexpr double kMarginY = 0.02;

/// An i in a circle, `side` logical pixels wide.
QIcon aboutIcon(const QWidget& widget, int side)
{
    QPixmap pixmap(QSize(side, side) * widget.devicePixelRatioF());
    pixmap.setDevicePixelRatio(widget.devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(widget.palette().color(QPalette::PlaceholderText), 1.2));
    const QRectF circle = QRectF(0, 0, side, side).adjusted(1.5, 1.5, -1.5, -1.5);
    painter.drawEllipse(circle);
    QFont font = widget.font();
    font.setBold(true);
    font.setPixelSize(std::max(1, side * 5 / 8));
    painter.setFont(font);
    painter.drawText(circle, Qt::AlignCenter, QStringLiteral("i"));
    return QIcon(pixmap);
}

}  // namespace

LineChart::Impl::Impl(LineChart& owner)
    : chart(owner)
{
    view = new PlotView(curves, &chart);
    view->setObjectName(QStringLiteral("plotView"));
    legend = new ChartLegend(&chart);
    about = new QToolButton(view->viewport());
    about->setObjectName(QStringLiteral("chartNote"));
    about->setAutoRaise(true);
    about->setCursor(Qt::ArrowCursor);
    about->setFocusPolicy(Qt::TabFocus);
    about->hide();
    follow = new QPushButton(view->viewport());
    follow->setObjectName(QStringLiteral("followButton"));
    follow->setCursor(Qt::ArrowCursor);
    follow->hide();
    interaction = new ChartInteraction(*view, &chart);
    auto* layout = new QVBoxLayout(&chart);
    const int gap = chart.fontMetrics().height() / 3;
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(0);
    // The chart says itself how small it can be: what does not fit then gives way.
    layout->setSizeConstraint(QLayout::SetNoConstraint);
    layout->addWidget(view, 1);
    layout->addWidget(legend);

    connect(view, &PlotView::plotMoved, &chart, [this] {
        placeButtons();
        updateCrosshair();
    });
    connect(view, &PlotView::painted, &chart, [this] {
        // Seen again, e.g. after it was minimised.
        if (m_isStale) {
            scheduleRefresh();
        }
    });
    connect(legend, &ChartLegend::shownChanged, &chart, [this](CurveId id, bool isShown) { setShown(id, isShown); });
    connect(legend, &ChartLegend::highlightChanged, &chart, [this](std::optional<CurveId> id) {
        view->curves().setHighlighted(id ? std::vector{*id} : std::vector<CurveId>());
    });
    connect(about, &QToolButton::clicked, &chart,
            [this] { QToolTip::showText(about->mapToGlobal(about->rect().bottomLeft()), about->toolTip(), about); });
    connect(follow, &QPushButton::clicked, &chart, [this] { resetZoom(); });
    connect(interaction, &ChartInteraction::rangeChosen, &chart,
            [this](const ChartRange& range, bool continues) { zoomTo(range, continues); });
    connect(interaction, &ChartInteraction::resetChosen, &chart, [this] { resetZoom(); });
    connect(interaction, &ChartInteraction::enlargeChosen, &chart, &LineChart::enlargeRequested);
    connect(interaction, &ChartInteraction::backChosen, &chart, [this] {
        if (!zoom.isFollowing()) {
            zoom.back();
            changeZoom();
        }
    });
    connect(interaction, &ChartInteraction::pointed, &chart, [this](std::optional<double> at) {
        crosshair = at;
        updateCrosshair();
        Q_EMIT chart.crosshairMoved(at);
    });
    connect(interaction, &ChartInteraction::menuRequested, &chart,
            [this](const QPoint& position) { showMenu(position); });
    retranslate();
    showView();
}

LineChart::Impl::~Impl()
{
    // Before the curves that they show, and while those who listen are still there.
    delete interaction;
    delete legend;
    delete view;
}

Curve* LineChart::Impl::find(CurveId id) const
{
    const auto found = std::find_if(curves.begin(), curves.end(),
                                    [id](const std::unique_ptr<Curve>& curve) { return curve->id == id; });
    return found == curves.end() ? nullptr : found->get();
}

double LineChart::Impl::usualSize() const
{
    double usual = 0;
    for (const auto& curve : curves) {
        usual = curve->isVisible ? std::max(usual, curve->options.usual) : usual;
    }
    return usual;
}

bool LineChart::Impl::isCalm() const
{
    const double usual = usualSize();
    return usual == 0 || std::any_of(curves.begin(), curves.end(), [usual](const auto& curve) {
               return curve->isVisible && curve->options.usual > 0 && isMostlyCalm(*curve, usual);
           });
}

ChartRange LineChart::Impl::dataRange() const
{
    // Where all run away there is none that the others would press flat.
    const double usual = isCalm() ? usualSize() : 0;
    Extent ofX;
    Extent ofY;
    for (const auto& curve : curves) {
        if (curve->isVisible) {
            ofX.add(curve->data.xExtent());
            ofY.add(yExtentOf(*curve, y, curve->options.usual > 0 ? usual : 0));
        }
    }
    const AxisRange inX = ui::followingRange(x, ofX, 0);
    const AxisRange inY = ui::followingRange(y, ofY, kMarginY);
    return {inX.lower, inX.upper, inY.lower, inY.upper};
}

ChartRange LineChart::Impl::uneditedRange() const
{
    ChartRange range = dataRange();
    if (shared && isShowable(*shared, x.scale, y.scale)) {
        const bool hasData = std::any_of(curves.begin(), curves.end(), [](const auto& curve) {
            return curve->isVisible && !curve->data.xExtent().isEmpty;
        });
        if (!hasData) {
            return *shared;
        }
        range = {std::min(range.xMin, shared->xMin), std::max(range.xMax, shared->xMax),
                 std::min(range.yMin, shared->yMin), std::max(range.yMax, shared->yMax)};
        if (!isCalm()) {
            // It is among others now, which it is not to press flat.
            range.yMin = shared->yMin;
            range.yMax = shared->yMax;
        }
    }
    return range;
}

ChartRange LineChart::Impl::followingRange() const
{
    ChartRange range = uneditedRange();
    // What cannot be shown, e.g. a least value above all data, is not taken.
    ChartRange typed = range;
    typed.xMin = edits.xMin.value_or(range.xMin);
    typed.xMax = edits.xMax.value_or(range.xMax);
    range = isShowable(typed, x.scale, y.scale) ? typed : range;
    typed = range;
    typed.yMin = edits.yMin.value_or(range.yMin);
    typed.yMax = edits.yMax.value_or(range.yMax);
    return isShowable(typed, x.scale, y.scale) ? typed : range;
}

ChartRange LineChart::Impl::range() const
{
    if (zoom.isFollowing()) {
        return followingRange();
    }
    ChartRange range = zoom.range();
    if (!isShowable(range, x.scale, y.scale)) {
        // An axis has become logarithmic since: what it cannot show gives way to what the data have.
        const ChartRange data = followingRange();
        if (x.scale == AxisScale::Log && range.xMin <= 0) {
            range.xMin = data.xMin;
            range.xMax = range.xMax > range.xMin ? range.xMax : data.xMax;
        }
        if (y.scale == AxisScale::Log && range.yMin <= 0) {
            range.yMin = data.yMin;
            range.yMax = range.yMax > range.yMin ? range.yMax : data.yMax;
        }
    }
    return range;
}

void LineChart::Impl::showView()
{
    view->setAxes(x, y);
    view->setRange(range());
}

void LineChart::Impl::refresh()
{
    // What was painted since the last time belongs to that refresh.
    const double last = m_refreshCost + view->takePaintCost();
    if (last > 0) {
        cost = cost == 0 ? last : cost + kCostWeight * (last - cost);
    }
    m_refreshCost = 0;
    if (!chart.isVisible() || chart.window()->isMinimized()) {
        m_isStale = true;
        return;
    }
    const double started = threadMilliseconds();
    m_isStale = false;
    const ChartRange before = view->range();
    showView();
    if (view->range() != before) {
        describe();
    }
    view->curves().refresh();
    updateCrosshair();
    m_refreshCost = threadMilliseconds() - started;
}

void LineChart::Impl::scheduleRefresh()
{
    if (m_isScheduled) {
        return;
    }
    m_isScheduled = true;
    QMetaObject::invokeMethod(
        &chart,
        [this] {
            m_isScheduled = false;
            refresh();
            describe();
            Q_EMIT chart.curvesChanged();
        },
        Qt::QueuedConnection);
}

void LineChart::Impl::zoomTo(const ChartRange& wanted, bool continues)
{
    if (!isShowable(wanted, x.scale, y.scale)) {
        return;
    }
    zoom.zoomTo(wanted, continues);
    changeZoom();
}

void LineChart::Impl::resetZoom()
{
    if (!zoom.isFollowing()) {
        zoom.reset();
        changeZoom();
    }
}

void LineChart::Impl::changeZoom()
{
    const bool hadFocus = follow->hasFocus();
    follow->setVisible(!zoom.isFollowing());
    placeButtons();
    if (hadFocus && zoom.isFollowing()) {
        chart.setFocus();
    }
    showView();
    updateCrosshair();
    describe();
    Q_EMIT chart.rangeChanged(range());
}

void LineChart::Impl::setAxes(const AxisOptions& newX, const AxisOptions& newY)
{
    const auto take = [](AxisOptions& given, const AxisOptions& axis, const QString& typed) {
        // Who changes the scale alone passes back the title that is shown.
        const QString words = !typed.isEmpty() && axis.title == typed ? given.title : axis.title;
        given = axis;
        given.title = words;
    };
    take(givenX, newX, edits.xTitle);
    take(givenY, newY, edits.yTitle);
    x = givenX;
    y = givenY;
    x.title = edits.xTitle.isEmpty() ? givenX.title : edits.xTitle;
    y.title = edits.yTitle.isEmpty() ? givenY.title : edits.yTitle;
    showView();
    updateCrosshair();
    describe();
}

void LineChart::Impl::setTitle(const QString& newTitle)
{
    givenTitle = newTitle;
    title = edits.title.isEmpty() ? givenTitle : edits.title;
    view->setTitle(title);
    view->setAccessibleName(title);
    chart.setAccessibleName(title);
}

QString LineChart::Impl::shownLabel(const QString& given) const
{
    const auto typed = edits.labels.find(given);
    return typed == edits.labels.end() || typed->second.isEmpty() ? given : typed->second;
}

void LineChart::Impl::setLabel(Curve& curve, const QString& label, const QString& entry)
{
    curve.givenLabel = label;
    curve.givenEntry = entry;
    const QString shown = shownLabel(label);
    const QString shownEntry = shownLabel(entry);
    if (curve.options.label != shown || curve.options.entry != shownEntry) {
        curve.options.label = shown;
        curve.options.entry = shownEntry;
        legend->setLabel(curve.id, shown);
        updateCrosshair();
        scheduleRefresh();
    }
}

void LineChart::Impl::setEdits(const ChartEdits& newEdits)
{
    const ChartEdits before = std::exchange(edits, newEdits);
    setTitle(givenTitle);
    setAxes(givenX, givenY);
    for (const auto& curve : curves) {
        setLabel(*curve, curve->givenLabel, curve->givenEntry);
    }
    const auto rangeOf = [](const ChartEdits& of) { return std::tie(of.xMin, of.xMax, of.yMin, of.yMax); };
    if (rangeOf(before) != rangeOf(edits)) {
        resetZoom();
        scheduleRefresh();
    }
}

void LineChart::Impl::setShown(CurveId id, bool isShown)
{
    Curve* const curve = find(id);
    if (curve == nullptr || curve->isVisible == isShown) {
        return;
    }
    curve->isVisible = isShown;
    legend->setShown(id, isShown);
    scheduleRefresh();
}

void LineChart::Impl::arrange(const std::vector<CurveId>& order)
{
    const auto placeOf = [&](CurveId id) { return std::find(order.begin(), order.end(), id) - order.begin(); };
    const auto isBefore = [&](const auto& a, const auto& b) { return placeOf(a->id) < placeOf(b->id); };
    if (!std::is_sorted(curves.begin(), curves.end(), isBefore)) {
        std::stable_sort(curves.begin(), curves.end(), isBefore);
        legend->arrange(chart.curves());
        updateCrosshair();
        scheduleRefresh();
    }
}

void LineChart::Impl::makeRoom()
{
    constexpr int kLinesWithLegend = 7;  // that the view keeps
    const int line = chart.fontMetrics().height();
    const QRect room = chart.rect().marginsRemoved(chart.layout()->contentsMargins());
    legend->setHasRoom(room.height() - legend->wantedHeight() >= kLinesWithLegend * line);
}

void LineChart::Impl::placeButtons()
{
    const QRect plot = view->plot();
    follow->adjustSize();
    // Above the plot, where they hide no curve.
    follow->move(plot.right() - follow->width(), std::max(0, (plot.top() - follow->height()) / 2));
    const int side = chart.fontMetrics().height();
    about->setIconSize({side, side});
    about->setIcon(aboutIcon(chart, side));
    about->adjustSize();
    // In the corner beside the numbers, where no title reaches.
    about->move(0, std::max(0, (plot.top() - about->height()) / 2));
    // It gives way with the title.
    about->setVisible(!note.isEmpty() && plot.top() >= about->height());
}

void LineChart::Impl::updateCrosshair()
{
    const AxisMap map = view->xMap();
    const double pixel = crosshair && map.holds(*crosshair) ? map.toPixel(*crosshair) : -1;
    // Not a number in a chart that has no size yet.
    const bool isSeen = pixel >= view->plot().left() && pixel <= view->plot().right() + 1;
    if (!isSeen) {
        view->crosshair().hide();
        return;
    }
    const QStringList text = chart.crosshairText();
    const double at = x.isInteger ? std::floor(*crosshair) : *crosshair;
    view->crosshair().show(view->plot(), std::floor(pixel) + 0.5, text.front(), readingsAt(curves, y, at));
}

void LineChart::Impl::retranslate()
{
    follow->setText(LineChart::tr("Follow"));
    follow->setToolTip(LineChart::tr("Show all data again, and what is still to come (Esc)"));
    follow->setAccessibleName(LineChart::tr("Follow the data"));
    about->setAccessibleName(LineChart::tr("What the chart shows"));
    placeButtons();
    describe();
}

void LineChart::Impl::describe()
{
    const ChartRange seen = range();
    //: For screen readers: %1 and %4 are titles of axes, the others numbers
    chart.setAccessibleDescription(LineChart::tr("%1 from %2 to %3, %4 from %5 to %6; curves: %7")
                                       .arg(x.title, valueText(x, seen.xMin), valueText(x, seen.xMax), y.title,
                                            valueText(y, seen.yMin), valueText(y, seen.yMax),
                                            QString::number(curves.size())));
}

void LineChart::Impl::showMenu(const QPoint& globalPosition)
{
    auto* menu = new QMenu(&chart);
    menu->setObjectName(QStringLiteral("chartMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* const reset = menu->addAction(LineChart::tr("&Reset zoom"), &chart, [this] { resetZoom(); });
    reset->setEnabled(!zoom.isFollowing());
    menu->addAction(isEnlarged ? LineChart::tr("&All charts (Enter)") : LineChart::tr("En&large (Enter)"), &chart,
                    &LineChart::enlargeRequested);
    menu->addSeparator();
    menu->addAction(LineChart::tr("&Copy picture"), &chart,
                    [this] { QApplication::clipboard()->setImage(picture(chart, PictureOptions())); });
    menu->addAction(LineChart::tr("&Export…"), &chart, [this] { Q_EMIT chart.exportRequested(); });
    menu->addAction(LineChart::tr("Copy &data as CSV"), &chart, [this] {
        QApplication::clipboard()->setText(QString::fromStdString(chartCsv(chart, CsvExtent::All)));
    });
    menu->addSeparator();
    const auto addScale = [&](const QString& text, const AxisOptions& axis, auto change) {
        QAction* const action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(axis.scale == AxisScale::Log);
        // Accuracies are at home between 0 and 100 %.
        action->setEnabled(!axis.isPercent || action->isChecked());
        connect(action, &QAction::toggled, &chart, [this, change](bool isLog) {
            AxisOptions newX = x;
            AxisOptions newY = y;
            change(newX, newY) = isLog ? AxisScale::Log : AxisScale::Linear;
            chart.setAxes(newX, newY);
        });
    };
    menu->addAction(LineChart::tr("&Axes and titles…"), &chart, [this] {
        auto* dialog = new AxesDialog(chart, &chart);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    addScale(LineChart::tr("Log &y"), y, [](AxisOptions&, AxisOptions& ofY) -> AxisScale& { return ofY.scale; });
    addScale(LineChart::tr("Log &x"), x, [](AxisOptions& ofX, AxisOptions&) -> AxisScale& { return ofX.scale; });
    menu->popup(globalPosition);
}

}  // namespace normscope::ui
