#include <QTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <normscope/experiment/Convergence.h>

#include "../support/RunRows.h"
#include "ui/charts/CurveData.h"
#include "ui/charts/LinePath.h"

using namespace normscope;
using namespace normscope::ui;

namespace
{

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kHeight = 100;

AxisMap linear(double lower, double upper, double from, double to)
{
    return {AxisScale::Linear, lower, upper, from, to};
}

/// y in [0, 1] over 100 pixels, downwards.
AxisMap unitY()
{
    return linear(0, 1, kHeight, 0);
}

std::vector<QPointF> noise(int count)
{
    std::mt19937 random(7);
    std::vector<QPointF> points;
    for (int i = 0; i < count; ++i) {
        points.emplace_back(i, 0.2 + 0.6 * static_cast<double>(random()) / static_cast<double>(std::mt19937::max()));
    }
    return points;
}

double total(const std::vector<QLineF>& pieces)
{
    double length = 0;
    for (const QLineF& piece : pieces) {
        length += piece.length();
    }
    return length;
}

}  // namespace

class tst_CurveSampling : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void keepsEverySpike();
    void equalsBruteForce();
    void joinsColumns();
    void fewPointsAreJoinedAsTheyAre();
    void breaksAtWhatCannotBeDrawn_data();
    void breaksAtWhatCannotBeDrawn();
    void partsEqualTheWhole();
    void smoothedEqualsConvergence();
    void smoothedOverAnyWindow_data();
    void smoothedOverAnyWindow();
    void smoothedNeverChanges();
    void smoothedCornersAreValuesAtPoints();
    void linesKeepExtremes();
    void addedCornersEqualAllAtOnce_data();
    void addedCornersEqualAllAtOnce();
    void dashesAreAsLongAsAsked();
    void linesAreCutOffOutside();
    void findsThePointAtOrBefore();
};

void tst_CurveSampling::keepsEverySpike()
{
    std::vector<QPointF> points;
    for (int i = 0; i < 60'000; ++i) {
        points.emplace_back(i, 0.1);
    }
    points[34'567].setY(0.9);
    const AxisMap x = linear(0, 60'000, 0, 100);
    const std::vector<ColumnSpan> spans = columnSpans(points, x, unitY(), 0, 100);
    QCOMPARE(spans.size(), std::size_t{100});
    for (std::size_t column = 0; column < 100; ++column) {
        const float expected = column == 57 ? 10 : 90;
        QVERIFY(std::abs(spans[column].top - expected) < 1e-3F);
        QVERIFY(std::abs(spans[column].bottom - 90) < 1e-3F);
    }
}

void tst_CurveSampling::equalsBruteForce()
{
    const std::vector<QPointF> points = noise(10'000);
    const AxisMap x = linear(1234, 8765, 0, 150);
    const AxisMap y = unitY();
    std::vector<ColumnSpan> expected(150);
    for (const QPointF& point : points) {
        const double column = std::floor(x.toPixel(point.x()));
        if (column >= 0 && column < 150) {
            expected[static_cast<std::size_t>(column)].cover(y.toPixel(point.y()));
        }
    }
    const std::vector<ColumnSpan> spans = columnSpans(points, x, y, 0, 150);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        // The lines between columns may reach farther, but not beyond the neighbours.
        QVERIFY(spans[i].top <= expected[i].top && spans[i].bottom >= expected[i].bottom);
        QVERIFY(spans[i].top >= 20 - 1e-3F && spans[i].bottom <= 80 + 1e-3F);
    }
}

void tst_CurveSampling::joinsColumns()
{
    const std::vector<QPointF> points{{0.5, 0.0}, {1.5, 1.0}};
    const std::vector<ColumnSpan> spans = columnSpans(points, linear(0, 2, 0, 2), unitY(), 0, 2);
    // Each column holds its half of the line, so nothing between is white.
    QCOMPARE(spans[0].bottom, 100.0F);
    QCOMPARE(spans[0].top, 50.0F);
    QCOMPARE(spans[1].bottom, 50.0F);
    QCOMPARE(spans[1].top, 0.0F);
}

void tst_CurveSampling::fewPointsAreJoinedAsTheyAre()
{
    // From out of sight on the left to out of sight on the right.
    const std::vector<QPointF> points{{-10, 0.0}, {20, 1.0}};
    const std::vector<ColumnSpan> spans = columnSpans(points, linear(0, 10, 0, 10), unitY(), 0, 10);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const double enters = 100 * (1 - (10 + static_cast<double>(i)) / 30);
        QVERIFY(std::abs(spans[i].bottom - enters) < 1e-3);
        QVERIFY(std::abs(spans[i].top - (enters - 100.0 / 30)) < 1e-3);
    }
}

void tst_CurveSampling::breaksAtWhatCannotBeDrawn_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("isLog");
    QTest::newRow("nan") << kNan << false;
    QTest::newRow("inf") << kInfinity << false;
    QTest::newRow("-inf") << -kInfinity << false;
    QTest::newRow("zero, logarithmic") << 0.0 << true;
    QTest::newRow("negative, logarithmic") << -1.0 << true;
}

void tst_CurveSampling::breaksAtWhatCannotBeDrawn()
{
    QFETCH(double, value);
    QFETCH(bool, isLog);
    const std::vector<QPointF> points{{0.5, 0.5}, {10.5, 0.5}, {20.5, value}, {30.5, 0.5}, {40.5, 0.5}};
    const AxisMap x = linear(0, 50, 0, 50);
    const AxisMap y = isLog ? AxisMap(AxisScale::Log, 0.01, 1, kHeight, 0) : unitY();
    const std::vector<ColumnSpan> spans = columnSpans(points, x, y, 0, 50);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        const bool isDrawn = i <= 10 || (i >= 30 && i <= 40);
        QCOMPARE(spans[i].isEmpty(), !isDrawn);
        QVERIFY(!isDrawn || (std::isfinite(spans[i].top) && spans[i].top > 0 && spans[i].bottom < 100));
    }
    for (const Thinning thinning : {Thinning::LastOfColumn, Thinning::MinAndMax}) {
        std::vector<LineVertex> vertices;
        appendVertices(vertices, points, 1, x, y, 50, thinning);
        QCOMPARE(vertices.size(), std::size_t{4});
        QVERIFY(vertices[0].isStart && !vertices[1].isStart && vertices[2].isStart && !vertices[3].isStart);
        QVERIFY(std::abs(total(linePieces(vertices, QRectF(0, 0, 50, 100), {})) - 20) < 1e-9);
    }
}

void tst_CurveSampling::partsEqualTheWhole()
{
    std::vector<QPointF> points = noise(3'000);
    points[1'000].setY(kNan);
    const AxisMap x = linear(100, 2'500, 0, 700);
    const std::vector<ColumnSpan> whole = columnSpans(points, x, unitY(), 0, 700);
    for (const int first : {0, 1, 262, 263, 500, 699}) {
        const std::vector<ColumnSpan> part = columnSpans(points, x, unitY(), first, 700);
        for (std::size_t i = 0; i < part.size(); ++i) {
            const ColumnSpan& same = whole[i + static_cast<std::size_t>(first)];
            QVERIFY(std::abs(part[i].top - same.top) < 1e-3F && std::abs(part[i].bottom - same.bottom) < 1e-3F);
        }
    }
}

void tst_CurveSampling::smoothedEqualsConvergence()
{
    std::vector<Step> steps;
    CurveData curve(true);
    std::mt19937 random(3);
    for (int i = 0; i < 1'000; ++i) {
        Step step;
        step.loss = static_cast<float>(random()) / 1e9F;
        steps.push_back(step);
        const QPointF point(i + 1, static_cast<double>(step.loss));
        curve.append(std::span(&point, 1));
    }
    const SeriesLog log = test::logOf(steps);
    QVERIFY(curve.isSmoothed());
    for (int i = 0; i < 1'000; ++i) {
        const double expected = smoothedLoss(log, i + 1).value();
        QVERIFY(curve.smoothedAt(static_cast<std::size_t>(i)) == expected);  // to the last bit
    }
}

void tst_CurveSampling::smoothedOverAnyWindow_data()
{
    QTest::addColumn<int>("window");
    for (const int window : {1, 10, 25, 50, 100, 200}) {
        QTest::addRow("%d", window) << window;
    }
}

void tst_CurveSampling::smoothedOverAnyWindow()
{
    QFETCH(int, window);
    const std::vector<QPointF> points = noise(500);
    CurveData curve(true);
    const std::uint64_t before = curve.revision();
    curve.setWindow(window);
    QCOMPARE(curve.revision() == before, window == 50);
    curve.append(points);
    QCOMPARE(curve.isSmoothed(), window > 1);
    for (std::size_t i = 0; i < points.size(); ++i) {
        // Of the last min(i + 1, window) values: without a kink at the start, never into the future.
        const std::size_t count = std::min(i + 1, static_cast<std::size_t>(window));
        double sum = 0;
        for (std::size_t k = i + 1 - count; k <= i; ++k) {
            sum += points[k].y();
        }
        QVERIFY(curve.smoothedAt(i) == sum / static_cast<double>(count));
    }
    std::vector<LineVertex> vertices;
    appendVertices(vertices, points, window, linear(0, 500, 0, 80), unitY(), 80, Thinning::LastOfColumn);
    for (const LineVertex& vertex : vertices) {
        QCOMPARE(vertex.at.y(), unitY().toPixel(curve.smoothedAt(vertex.index)));
    }
}

void tst_CurveSampling::smoothedNeverChanges()
{
    const std::vector<QPointF> points = noise(500);
    CurveData curve(true);
    std::vector<double> seen;
    for (std::size_t i = 0; i < points.size(); i += 20) {
        curve.append(std::span(points).subspan(i, 20));
        for (std::size_t k = 0; k < seen.size(); ++k) {
            QVERIFY(seen[k] == curve.smoothedAt(k));
        }
        for (std::size_t k = seen.size(); k < curve.points().size(); ++k) {
            seen.push_back(curve.smoothedAt(k));
        }
    }
    CurveData atOnce(true);
    atOnce.replace(points);
    QCOMPARE(atOnce.points().size(), seen.size());
    for (std::size_t k = 0; k < seen.size(); ++k) {
        QVERIFY(seen[k] == atOnce.smoothedAt(k));
    }
}

void tst_CurveSampling::smoothedCornersAreValuesAtPoints()
{
    CurveData curve(true);
    curve.replace(noise(10'000));
    const AxisMap x = linear(0, 10'000, 0, 200);
    std::vector<LineVertex> vertices;
    appendVertices(vertices, curve.points(), 50, x, unitY(), 200, Thinning::LastOfColumn);
    QCOMPARE(vertices.size(), std::size_t{200});
    for (const LineVertex& vertex : vertices) {
        QCOMPARE(vertex.at.x(), x.toPixel(curve.points()[vertex.index].x()));
        QCOMPARE(vertex.at.y(), unitY().toPixel(curve.smoothedAt(vertex.index)));
    }
}

void tst_CurveSampling::linesKeepExtremes()
{
    std::vector<QPointF> points = noise(20'000);
    points[7'777].setY(0.99);
    points[7'778].setY(0.01);
    std::vector<LineVertex> vertices;
    appendVertices(vertices, points, 1, linear(0, 20'000, 0, 100), unitY(), 100, Thinning::MinAndMax);
    QVERIFY(vertices.size() <= 400);
    const auto [least, greatest] = std::minmax_element(
        vertices.begin(), vertices.end(), [](const auto& a, const auto& b) { return a.at.y() < b.at.y(); });
    QCOMPARE(least->index, std::size_t{7'777});
    QCOMPARE(greatest->index, std::size_t{7'778});
}

void tst_CurveSampling::addedCornersEqualAllAtOnce_data()
{
    QTest::addColumn<int>("bulk");
    QTest::addColumn<bool>("isSmoothed");
    for (const int bulk : {1, 7, 100}) {
        QTest::addRow("smoothed by %d", bulk) << bulk << true;
        QTest::addRow("line by %d", bulk) << bulk << false;
    }
}

void tst_CurveSampling::addedCornersEqualAllAtOnce()
{
    QFETCH(int, bulk);
    QFETCH(bool, isSmoothed);
    std::vector<QPointF> points = noise(700);
    points[300].setY(kNan);
    const AxisMap x = linear(-20, 650, 0, 90);
    const Thinning thinning = isSmoothed ? Thinning::LastOfColumn : Thinning::MinAndMax;
    std::vector<LineVertex> vertices;
    for (std::size_t end = 0; end < points.size();) {
        if (end > 0) {
            // As CurveLayer does: the column of the last point may change.
            const double column = std::floor(x.toPixel(points[end - 1].x()));
            while (!vertices.empty() && vertices.back().at.x() >= column) {
                vertices.pop_back();
            }
        }
        end = std::min(points.size(), end + static_cast<std::size_t>(bulk));
        appendVertices(vertices, CurvePoints(points).first(end), 1, x, unitY(), 90, thinning);
    }
    std::vector<LineVertex> atOnce;
    appendVertices(atOnce, points, 1, x, unitY(), 90, thinning);
    QCOMPARE(vertices.size(), atOnce.size());
    for (std::size_t i = 0; i < vertices.size(); ++i) {
        QCOMPARE(vertices[i].index, atOnce[i].index);
        QCOMPARE(vertices[i].isStart, atOnce[i].isStart);
        QCOMPARE(vertices[i].length, atOnce[i].length);
    }
}

void tst_CurveSampling::dashesAreAsLongAsAsked()
{
    // A zigzag: dashes go on around corners.
    std::vector<QPointF> points;
    for (int i = 0; i <= 60; ++i) {
        points.emplace_back(i * 3, i % 2 == 0 ? 0.5 : 0.54);
    }
    std::vector<LineVertex> vertices;
    appendVertices(vertices, points, 1, linear(0, 180, 0, 180), unitY(), 181, Thinning::MinAndMax);
    QCOMPARE(vertices.size(), points.size());
    QVERIFY(std::abs(vertices.back().length - 300) < 1e-9);  // 60 pieces of 3, 4, 5
    const QRectF bounds(0, 0, 180, 100);
    QVERIFY(std::abs(total(linePieces(vertices, bounds, {})) - 300) < 1e-6);
    QVERIFY(std::abs(total(linePieces(vertices, bounds, {12, 6})) - 204) < 1e-6);  // 16 times 12 on, 6 off; then 12 on
    QVERIFY(std::abs(linePath(vertices, bounds, {12, 6}).length() - 204) < 1e-6);
    int dashes = 0;
    const QPainterPath path = linePath(vertices, bounds, {12, 6});
    for (int i = 0; i < path.elementCount(); ++i) {
        dashes += path.elementAt(i).isMoveTo() ? 1 : 0;
    }
    QCOMPARE(dashes, 17);
}

void tst_CurveSampling::linesAreCutOffOutside()
{
    const std::vector<QPointF> points{{-1e9, 0.5}, {1e9, 0.5}, {1e9 + 1, 1e300}};
    std::vector<LineVertex> vertices;
    appendVertices(vertices, points, 1, linear(0, 10, 0, 10), unitY(), 10, Thinning::MinAndMax);
    const QRectF bounds(-2, -2, 14, 104);
    for (const QList<qreal>& dash : {QList<qreal>(), QList<qreal>{12, 6}}) {
        const auto pieces = linePieces(vertices, bounds, dash);
        QVERIFY(!pieces.empty() && pieces.size() < 10);
        for (const QLineF& piece : pieces) {
            QVERIFY(bounds.adjusted(-1e-6, 0, 1e-6, 0).contains(piece.p1()) &&
                    bounds.adjusted(-1e-6, 0, 1e-6, 0).contains(piece.p2()));
        }
    }
}

void tst_CurveSampling::findsThePointAtOrBefore()
{
    CurveData curve(false);
    curve.replace({{1, 0.1}, {2, 0.2}, {2, 0.3}, {5, 0.5}});
    QVERIFY(!curve.indexAt(0.99));
    QCOMPARE(curve.indexAt(1), std::optional<std::size_t>(0));
    QCOMPARE(curve.indexAt(2), std::optional<std::size_t>(2));
    QCOMPARE(curve.indexAt(4.9), std::optional<std::size_t>(2));
    QCOMPARE(curve.indexAt(5), std::optional<std::size_t>(3));
    QVERIFY(!curve.indexAt(5.01));
    QVERIFY(!CurveData(false).indexAt(1));
}

QTEST_GUILESS_MAIN(tst_CurveSampling)

#include "tst_CurveSampling.moc"
