#include <QAbstractButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

#include "ShownChart.h"
#include "ui/charts/PageLegend.h"
#include "ui/panels/results/ChartPage.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// A page of three charts with one legend.
class tst_ChartPage : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void namesEachRunOnce();
    void hidesInAllCharts();
    void showsAloneInAllCharts();
    void hidesWhatComesLater();
    void followsNewNames();
    void takesTwoLinesAtMost();
    void stacksWhereItIsNarrow_data();
    void stacksWhereItIsNarrow();
    void wheelScrollsWherePagesScroll();
    void enlargesAndComesBack_data();
    void enlargesAndComesBack();

  private:
    LineChart* add(const char* name);
    CurveId addCurve(LineChart& chart, const QString& label, const QString& entry) const;
    [[nodiscard]] QList<QAbstractButton*> entries() const;
    [[nodiscard]] QAbstractButton* entry(const QString& name) const;
    void settle() const { QTest::qWait(20); }

    std::unique_ptr<QWidget> m_window;
    PageLegend* m_legend = nullptr;
    ChartPage* m_page = nullptr;
    LineChart* m_loss = nullptr;
    LineChart* m_batch = nullptr;
    LineChart* m_test = nullptr;
};

LineChart* tst_ChartPage::add(const char* name)
{
    auto* chart = new LineChart(m_page);
    chart->setObjectName(QString::fromLatin1(name));
    chart->setTitle(QString::fromLatin1(name));
    return chart;
}

CurveId tst_ChartPage::addCurve(LineChart& chart, const QString& label, const QString& entry) const
{
    CurveOptions options;
    options.label = label;
    options.variant = entry == "BN" ? kBn : kNoBn;
    options.entry = entry;
    const CurveId id = chart.addCurve(options);
    chart.append(id, rising(1, 50));
    return id;
}

void tst_ChartPage::init()
{
    m_window = std::make_unique<QWidget>();
    auto* layout = new QVBoxLayout(m_window.get());
    m_legend = new PageLegend(m_window.get());
    m_page = new ChartPage(m_window.get());
    layout->addWidget(m_legend);
    layout->addWidget(m_page, 1);
    m_loss = add("loss");
    m_batch = add("batch");
    m_test = add("test");
    m_page->setRows({{m_loss}, {m_batch, m_test}});
    m_legend->setCharts({m_loss, m_batch, m_test});
    m_window->resize(1000, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    for (LineChart* chart : {m_loss, m_batch, m_test}) {
        addCurve(*chart, "BN", "BN");
        addCurve(*chart, "no BN", "no BN");
    }
    addCurve(*m_test, "BN, whole test set", "BN");
    settle();
}

QList<QAbstractButton*> tst_ChartPage::entries() const
{
    QList<QAbstractButton*> shown;
    for (auto* button : m_window->findChildren<QAbstractButton*>()) {
        if (button->objectName().startsWith("legendEntry") && button->isVisible()) {
            shown.append(button);
        }
    }
    return shown;
}

QAbstractButton* tst_ChartPage::entry(const QString& name) const
{
    for (QAbstractButton* one : entries()) {
        if (one->accessibleName() == name) {
            return one;
        }
    }
    return nullptr;
}

void tst_ChartPage::namesEachRunOnce()
{
    QStringList names;
    for (const QAbstractButton* one : entries()) {
        names << one->accessibleName();
    }
    QCOMPARE(names, (QStringList{"BN", "no BN"}));
}

void tst_ChartPage::hidesInAllCharts()
{
    entry("BN")->click();
    for (const LineChart* chart : {m_loss, m_batch, m_test}) {
        for (const CurveId id : chart->curves()) {
            QCOMPARE(chart->isCurveVisible(id), chart->options(id).entry != "BN");
        }
    }
    entry("BN")->click();
    QVERIFY(m_test->isCurveVisible(m_test->curves().at(2)));
}

void tst_ChartPage::showsAloneInAllCharts()
{
    QTest::keyClick(entry("no BN"), Qt::Key_Return);
    for (const LineChart* chart : {m_loss, m_batch, m_test}) {
        for (const CurveId id : chart->curves()) {
            QCOMPARE(chart->isCurveVisible(id), chart->options(id).entry == "no BN");
        }
    }
}

void tst_ChartPage::hidesWhatComesLater()
{
    entry("BN")->click();
    const CurveId later = addCurve(*m_loss, "BN, validation", "BN");
    settle();
    QVERIFY(!m_loss->isCurveVisible(later));
    QCOMPARE(entries().size(), 2);
}

void tst_ChartPage::followsNewNames()
{
    entry("BN")->click();
    for (LineChart* chart : {m_loss, m_batch, m_test}) {
        for (const CurveId id : chart->curves()) {
            if (chart->options(id).entry == "BN") {
                chart->setLabel(id, "BN · lr 0.5", "BN · lr 0.5");
            }
        }
    }
    settle();
    QVERIFY(entry("BN") == nullptr);
    QVERIFY(!entry("BN · lr 0.5")->isChecked());
    QVERIFY(!m_loss->isCurveVisible(m_loss->curves().front()));
}

void tst_ChartPage::takesTwoLinesAtMost()
{
    for (int i = 0; i < 40; ++i) {
        addCurve(*m_loss,
                 QStringLiteral("a run with quite a long name that has to be shortened in the middle, %1").arg(i), {});
    }
    settle();
    const int row = entries().front()->height();
    QVERIFY(m_legend->height() <= 3 * row);
    const QAbstractButton* longest = entries().back();
    QVERIFY(longest->width() < m_legend->width() / 2);
    QVERIFY(longest->toolTip().startsWith(longest->accessibleName()));
}

void tst_ChartPage::stacksWhereItIsNarrow_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isStacked");
    QTest::addColumn<bool>("scrolls");
    QTest::newRow("large") << QSize(1000, 800) << false << false;
    QTest::newRow("low") << QSize(1000, 260) << false << true;
    QTest::newRow("narrow") << QSize(480, 340) << true << true;
}

void tst_ChartPage::stacksWhereItIsNarrow()
{
    QFETCH(const QSize, size);
    QFETCH(const bool, isStacked);
    m_window->resize(size);
    settle();
    QTEST(m_test->y() > m_batch->y(), "isStacked");
    QTEST(m_page->verticalScrollBar()->maximum() > 0, "scrolls");
    for (const LineChart* chart : {m_loss, m_batch, m_test}) {
        QVERIFY(chart->height() >= chart->minimumSizeHint().height());
        QVERIFY(chart->width() >= chart->minimumSizeHint().width());
        if (isStacked) {
            QVERIFY(chart->height() >= 9 * chart->fontMetrics().height());
        }
    }
}

void tst_ChartPage::wheelScrollsWherePagesScroll()
{
    m_window->resize(480, 340);
    settle();
    auto* plot = m_loss->findChild<QAbstractScrollArea*>("plotView")->viewport();
    const QPointF at = plot->rect().center();
    const auto turn = [&] {
        QWheelEvent event(at, plot->mapToGlobal(at), QPoint(), QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(plot, &event);
    };
    m_window->setFocus();
    turn();
    QVERIFY(m_loss->isFollowing());
    m_loss->setFocus();
    turn();
    QVERIFY(!m_loss->isFollowing());
}

void tst_ChartPage::enlargesAndComesBack_data()
{
    QTest::addColumn<bool>("byKey");
    QTest::newRow("double-click on the title") << false;
    QTest::newRow("Enter") << true;
}

void tst_ChartPage::enlargesAndComesBack()
{
    QFETCH(const bool, byKey);
    const auto ask = [&] {
        auto* plot = m_batch->findChild<QAbstractScrollArea*>("plotView")->viewport();
        if (byKey) {
            m_batch->setFocus();
            QTest::keyClick(m_batch, Qt::Key_Return);
        } else {
            QTest::mouseDClick(plot, Qt::LeftButton, {}, QPoint(plot->width() / 2, 4));
        }
        settle();
    };
    ask();
    QVERIFY(m_page->enlarged() == m_batch);
    QVERIFY(m_batch->height() > m_page->height() * 9 / 10);
    QVERIFY(!m_loss->isVisible() && !m_test->isVisible());
    ask();
    QVERIFY(m_page->enlarged() == nullptr);
    QVERIFY(m_loss->isVisible() && m_test->isVisible());
    ask();
    QTest::keyClick(m_batch, Qt::Key_Escape);
    QVERIFY(m_loss->isVisible());
}

QTEST_MAIN(tst_ChartPage)
#include "tst_ChartPage.moc"
