#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <cmath>
#include <memory>

#include "LiveStore.h"
#include "UpperCase.h"
#include "ui/panels/results/InsideTab.h"

using namespace normscope;
using namespace normscope::ui;
using normscope::test::LiveStore;
using normscope::test::MadeUpRun;
using normscope::test::UpperCase;

namespace
{

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// What instruments see at one iteration: without BN all is larger.
std::vector<TrainingEvent> look(const std::string& variant, std::int64_t iteration)
{
    const bool isBn = variant == kBn;
    const double times = isBn ? 1 : 3;
    const auto x = static_cast<double>(iteration);
    const double middle = times * x / 100;
    std::vector<ProbeRows> rows{
        {"distribution",
         iteration,
         {"relu1", "relu1", "relu2", "relu2"},
         {0, middle - 1, middle, middle + 1, 5, -1, 0, 1, 0, -1, middle, 1, 5, -1, 0, 1}},
        {"smoothness", iteration, {""}, {1, 1 + times, 2, 2 + times, times}},
        {"depth", iteration, {"linear1", "linear2", "linear3", ""}, {1,    0.1,  1,    0.1 / times, 1,    kNan, kNan,
                                                                     2,    0.1,  2,    0.2,         1,    kNan, kNan,
                                                                     3,    0.1,  3,    0.3,         1,    kNan, kNan,
                                                                     kNan, kNan, kNan, kNan,        kNan, 0.1,  0.9}},
    };
    if (isBn) {
        rows.push_back({"batch-statistics",
                        iteration,
                        {"bn1", "bn1", ""},
                        {0,   1,    2,    1.1,  2.1,  1,    0,    kNan, kNan, kNan, kNan, 1,    3,   4,   3.1, 4.1, 0.5,
                         0.2, kNan, kNan, kNan, kNan, kNan, kNan, kNan, kNan, kNan, kNan, kNan, 0.5, 0.9, 0.5, 0.9}});
    }
    std::vector<TrainingEvent> events;
    for (ProbeRows& one : rows) {
        events.push_back({variant, std::move(one)});
    }
    return events;
}

}  // namespace

/// What instruments saw, in the window.
class tst_InsideTab : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_live = std::make_unique<LiveStore>();
        m_tab = std::make_unique<InsideTab>(m_live->store());
        m_tab->resize(1000, 700);
        m_tab->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_tab.get()));
    }
    void cleanup()
    {
        m_tab.reset();
        m_live.reset();
    }

    void saysWhichBoxToTick();
    void answersQuestions_data();
    void answersQuestions();
    void showsBandsOnOneScale();
    void showsAllLayers();
    void opensALayerByMouseAndKeyboard();
    void growsWhileItTrains();
    void namesThatGrowKeepTheirZoom();
    void comparesTwinsAlone();
    void showsOneRunAlone();
    void keepsItsChoices();
    void speaksTheLanguage();
    void standsOddRows();

  private:
    ExperimentId start() { return m_live->start(std::to_string(++m_started)); }
    void begin(ExperimentId id)
    {
        for (const std::string variant : {kBn, kNoBn}) {
            m_live->add(id, 1, {MadeUpRun(1, variant).started()});
        }
    }
    void addLooks(ExperimentId id, int from, int to)
    {
        for (const std::string variant : {kBn, kNoBn}) {
            for (int i = from; i <= to; ++i) {
                m_live->add(id, 1, look(variant, i * 100));
            }
        }
    }
    void catchUp()
    {
        m_tab->setRuns(shownRuns(m_live->store()));
        m_tab->catchUp(true);
        QCoreApplication::processEvents();
    }
    /// Chosen by its list, as people do.
    void turnTo(const char* page)
    {
        auto* const combo = child<QComboBox>("insidePageCombo");
        const int index = combo->findData(QString::fromLatin1(page));
        QVERIFY(index >= 0);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
        QCoreApplication::processEvents();
    }
    template <class T>
    T* child(const char* name) const
    {
        return m_tab->findChild<T*>(QString::fromLatin1(name));
    }
    [[nodiscard]] LineChart* chart(const QString& name) const
    {
        for (const auto& [own, one] : m_tab->charts()) {
            if (own == name) {
                return one;
            }
        }
        return nullptr;
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (const auto& [own, one] : m_tab->charts()) {
            names << own;
        }
        return names;
    }

    std::unique_ptr<LiveStore> m_live;
    std::unique_ptr<InsideTab> m_tab;
    int m_started = 0;
};

void tst_InsideTab::saysWhichBoxToTick()
{
    const ExperimentId id = start();
    begin(id);
    catchUp();
    auto* const button = child<QPushButton>("insideSwitchOn");
    QVERIFY(button->isVisible() && m_tab->charts().empty());
    QVERIFY(child<QLabel>("insideMissingText")->text().contains("Distribution of inputs"));
    QVERIFY(child<QLabel>("insideMissingText")->text().contains("Look inside by"));
    QVERIFY(m_tab->mainChart() == nullptr);
    QSignalSpy wanted(m_tab.get(), &InsideTab::instrumentWanted);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.front().front().toString(), QString("distribution"));
    QVERIFY(!button->isEnabled());
    turnTo("sharpness");
    QVERIFY(button->isEnabled());
    QVERIFY(child<QLabel>("insideMissingText")->text().contains("Sharpness"));
    turnTo("layers");
    QVERIFY(button->isVisible());
    // What comes later is shown.
    addLooks(id, 0, 3);
    m_tab->catchUp(true);
    QVERIFY(child<HeatStrip>("leftHeat")->isVisible() && !button->isVisible());
}

void tst_InsideTab::answersQuestions_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QStringList>("charts");
    QTest::newRow("drift") << "drift"
                           << "As in the paper." << QStringList{"inside-drift-bn", "inside-drift-no-bn"};
    QTest::newRow("smoothness") << "smoothness"
                                << "As in the paper."
                                << QStringList{"inside-loss-range", "inside-gradient-change",
                                               "inside-effective-smoothness"};
    QTest::newRow("depth") << "depth"
                           << "As in the paper."
                           << QStringList{"inside-gradient-by-depth", "inside-activation-by-depth",
                                          "inside-loss-by-step"};
    QTest::newRow("evaluation") << "evaluation"
                                << "As in the paper."
                                << QStringList{"inside-accuracy-in-both-modes", "inside-loss-in-both-modes"};
}

void tst_InsideTab::answersQuestions()
{
    QFETCH(const QString, page);
    QFETCH(const QString, verdict);
    QFETCH(const QStringList, charts);
    const ExperimentId id = start();
    begin(id);
    addLooks(id, 0, 9);
    catchUp();
    turnTo(page.toLatin1().constData());
    QCOMPARE(names(), charts);
    QVERIFY2(child<QLabel>("insideVerdict")->text().startsWith(verdict),
             qPrintable(child<QLabel>("insideVerdict")->text()));
    QVERIFY(!child<QLabel>("insideExplained")->text().isEmpty());
    for (const auto& [name, one] : m_tab->charts()) {
        QVERIFY2(one->isVisible() && !one->curves().empty(), qPrintable(name));
        for (const CurveId curve : one->curves()) {
            QVERIFY2(!one->points(curve).empty(), qPrintable(name));
        }
    }
}

void tst_InsideTab::showsBandsOnOneScale()
{
    const ExperimentId id = start();
    begin(id);
    addLooks(id, 0, 9);
    catchUp();
    // The last layer, and of its two units the second.
    QCOMPARE(child<QComboBox>("insideLayerCombo")->currentText(), QString("relu2"));
    QCOMPARE(child<QComboBox>("insideUnitCombo")->currentText(), QString("5"));
    child<QComboBox>("insideUnitCombo")->setCurrentIndex(0);
    Q_EMIT child<QComboBox>("insideUnitCombo")->activated(0);
    const LineChart* const own = chart("inside-drift-bn");
    const LineChart* const other = chart("inside-drift-no-bn");
    QVERIFY(own != nullptr && other != nullptr);
    QCOMPARE(own->points(own->curves().front()).back(), QPointF(900, 9));
    QCOMPARE(other->points(other->curves().front()).back(), QPointF(900, 27));
    QCOMPARE(own->band(own->curves().front()).lower.size(), std::size_t{10});
    QCOMPARE(own->visibleRange(), other->visibleRange());
    QVERIFY(own->visibleRange().yMax >= 27);
}

void tst_InsideTab::showsAllLayers()
{
    const ExperimentId id = start();
    begin(id);
    addLooks(id, 0, 4);
    catchUp();
    turnTo("layers");
    auto* const measure = child<QComboBox>("insideMeasureCombo");
    const int place = measure->findData("gradient-norm");
    measure->setCurrentIndex(place);
    Q_EMIT measure->activated(place);
    auto* const left = child<HeatStrip>("leftHeat");
    auto* const right = child<HeatStrip>("rightHeat");
    QCOMPARE(left->grid().rows, QStringList({"linear1", "linear2", "linear3"}));
    QCOMPARE(left->grid().steps, (std::vector<double>{0, 100, 200, 300, 400}));
    QCOMPARE(left->scale(), right->scale());
    QCOMPARE(left->scale().scale, AxisScale::Log);
    QCOMPARE(static_cast<float>(right->value("linear1", 250)), static_cast<float>(0.1 / 3));
    QVERIFY(std::isnan(right->value("nothing", 250)) && std::isnan(right->value("linear1", -1)));
    auto* const log = child<QToolButton>("insideLogButton");
    QVERIFY(log->isChecked());
    log->click();
    QCOMPARE(left->scale().scale, AxisScale::Linear);
    // Of BN there is something in one of them alone.
    const int gamma = measure->findData("gamma");
    measure->setCurrentIndex(gamma);
    Q_EMIT measure->activated(gamma);
    QVERIFY(left->isVisible() && !right->isVisible());
    QCOMPARE(left->value("bn1", 0), 0.75);
    // A picture with colours in it, and the numbers.
    const QImage image = picture(left->painted(), {12, 6, 60, 9});
    QVERIFY(!image.isNull());
    QVERIFY(QString::fromStdString(left->csv()).contains("bn1,100,0.75"));
}

void tst_InsideTab::opensALayerByMouseAndKeyboard()
{
    const ExperimentId id = start();
    begin(id);
    addLooks(id, 0, 4);
    catchUp();
    turnTo("layers");
    auto* const left = child<HeatStrip>("leftHeat");
    auto* const right = child<HeatStrip>("rightHeat");
    const QRectF cells = left->cellsRect();
    QVERIFY(cells.width() > 50 && cells.height() > 20);
    const QPoint second(static_cast<int>(cells.left() + cells.width() * 0.5),
                        static_cast<int>(cells.top() + cells.height() * 0.75));
    QTest::mouseMove(left, second);
    QTRY_VERIFY(left->cell().has_value());
    QCOMPARE(right->cell(), left->cell());
    QVERIFY(child<QLabel>("heatReadout")->text().startsWith("relu2, iteration 200"));
    left->setFocus();
    QTest::keyClick(left, Qt::Key_Up);
    QTest::keyClick(left, Qt::Key_Left);
    QVERIFY(child<QLabel>("heatReadout")->text().startsWith("relu1, iteration 100"));
    QTest::keyClick(left, Qt::Key_Plus);
    QVERIFY(left->zoom().has_value() && left->zoom() == right->zoom());
    QTest::keyClick(left, Qt::Key_Escape);
    QVERIFY(!left->zoom() && !right->zoom());
    QTest::keyClick(left, Qt::Key_Return);
    QCOMPARE(child<QComboBox>("insidePageCombo")->currentData().toString(), QString("layer"));
    QCOMPARE(child<QComboBox>("insideLayerCombo")->currentText(), QString("relu1"));
    QVERIFY(chart("inside-drift-bn") != nullptr);
    turnTo("layers");
    const QRectF again = left->cellsRect();
    QTest::mouseClick(
        left, Qt::LeftButton, {},
        QPoint(static_cast<int>(again.center().x()), static_cast<int>(again.top() + again.height() * 0.75)));
    QCOMPARE(child<QComboBox>("insideLayerCombo")->currentText(), QString("relu2"));
    // BN's own layer: statistics, γ and β of its units.
    auto* const layers = child<QComboBox>("insideLayerCombo");
    const int bn = layers->findText("bn1");
    layers->setCurrentIndex(bn);
    Q_EMIT layers->activated(bn);
    QCOMPARE(names(), QStringList({"inside-mean", "inside-variance", "inside-gamma", "inside-beta"}));
    const LineChart* const gamma = chart("inside-gamma");
    QCOMPARE(gamma->band(gamma->curves().front()).lower.front().y(), 0.5);
}

void tst_InsideTab::growsWhileItTrains()
{
    const ExperimentId id = start();
    begin(id);
    addLooks(id, 0, 4);
    catchUp();
    LineChart* const own = chart("inside-drift-bn");
    QSignalSpy changed(m_tab.get(), &InsideTab::chartsChanged);
    own->setVisibleRange({0, 100, -1, 1});
    addLooks(id, 5, 9);
    m_tab->catchUp(true);
    QCOMPARE(chart("inside-drift-bn"), own);
    QCOMPARE(own->points(own->curves().front()).size(), std::size_t{10});
    // Nothing is made anew: a zoom stays.
    QCOMPARE(own->visibleRange(), (ChartRange{0, 100, -1, 1}));
    QCOMPARE(changed.size(), 0);
    // Not at each call.
    addLooks(id, 10, 10);
    m_tab->catchUp(false);
    QCOMPARE(own->points(own->curves().front()).size(), std::size_t{10});
}

/// A curve that says of which look it is gets another name with the next.
void tst_InsideTab::namesThatGrowKeepTheirZoom()
{
    const ExperimentId id = start();
    begin(id);
    addLooks(id, 0, 4);
    catchUp();
    turnTo("depth");
    QVERIFY(!m_tab->charts().empty());
    LineChart* const own = m_tab->charts().front().second;
    const auto labels = [own] {
        QStringList all;
        for (const CurveId curve : own->curves()) {
            all << own->label(curve);
        }
        return all;
    };
    const QStringList before = labels();
    own->setVisibleRange({1, 2, 0.1, 1});
    QSignalSpy changed(m_tab.get(), &InsideTab::chartsChanged);
    addLooks(id, 5, 9);
    m_tab->catchUp(true);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(own->visibleRange(), (ChartRange{1, 2, 0.1, 1}));
    QVERIFY2(labels() != before, qPrintable(before.join(", ")));
}

/// The side that nobody has chosen follows, and runs that are no twins get no verdict.
void tst_InsideTab::comparesTwinsAlone()
{
    const ExperimentId id = m_live->start("two seeds", {1, 2});
    for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{2}}) {
        for (const std::string variant : {kBn, kNoBn}) {
            m_live->add(id, seed, {MadeUpRun(seed, variant).started()});
            for (int i = 0; i < 10; ++i) {
                m_live->add(id, seed, look(variant, i * 100));
            }
        }
    }
    catchUp();
    auto* const left = child<QComboBox>("insideLeftCombo");
    auto* const right = child<QComboBox>("insideRightCombo");
    const auto choose = [](QComboBox* combo, const QString& run) {
        const int index = combo->findText(run);
        QVERIFY2(index >= 0, qPrintable(run));
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    };
    choose(left, "BN, seed 2");
    QCOMPARE(right->currentText(), QString("no BN, seed 2"));
    QVERIFY(child<QLabel>("insideVerdict")->text().startsWith("As in the paper."));
    choose(right, "no BN, seed 1");
    QVERIFY(child<QLabel>("insideVerdict")->text().startsWith("Too little to say."));
}

void tst_InsideTab::showsOneRunAlone()
{
    const ExperimentId id = start();
    begin(id);
    addLooks(id, 0, 9);
    catchUp();
    auto* const right = child<QComboBox>("insideRightCombo");
    QCOMPARE(child<QComboBox>("insideLeftCombo")->currentText(), QString("BN"));
    QCOMPARE(right->currentText(), QString("no BN"));
    right->setCurrentIndex(0);
    Q_EMIT right->activated(0);
    // The same one on both sides.
    QCOMPARE(names(), QStringList{"inside-drift-bn"});
    QVERIFY(child<QLabel>("insideVerdict")->text().startsWith("Too little to say."));
    catchUp();
    QCOMPARE(right->currentText(), QString("BN"));
}

void tst_InsideTab::keepsItsChoices()
{
    const ExperimentId id = start();
    begin(id);
    addLooks(id, 0, 9);
    catchUp();
    turnTo("smoothness");
    const QJsonObject kept = m_tab->choices();
    turnTo("layers");
    m_tab->setChoices(kept);
    QCOMPARE(child<QComboBox>("insidePageCombo")->currentData().toString(), QString("smoothness"));
    m_tab->setChoices({{"page", "nothing"}, {"measure", 3}, {"unit", "x"}});
    QCOMPARE(child<QComboBox>("insidePageCombo")->currentData().toString(), QString("smoothness"));
}

void tst_InsideTab::speaksTheLanguage()
{
    const ExperimentId id = start();
    begin(id);
    addLooks(id, 0, 9);
    catchUp();
    UpperCase translator;
    QCoreApplication::installTranslator(&translator);
    QCoreApplication::processEvents();
    m_tab->catchUp(true);
    QVERIFY(child<QLabel>("insideVerdict")->text().startsWith("AS IN THE PAPER."));
    QVERIFY(child<QComboBox>("insidePageCombo")->itemText(0).startsWith("DOES THE"));
    QCoreApplication::removeTranslator(&translator);
}

/// Rows as a file may have them: short, of other layers, none at all.
void tst_InsideTab::standsOddRows()
{
    const ExperimentId id = start();
    begin(id);
    const std::vector<ProbeRows> odd{{"distribution", 0, {}, {}},
                                     {"distribution", 1, {"a", "a"}, {1e300, kNan, kNan, kNan, -1, 1, 2}},
                                     {"smoothness", 1, {}, {}},
                                     {"depth", 1, {""}, {}},
                                     {"batch-statistics", 1, {"bn1"}, {1}},
                                     {"units", 1, {"relu1"}, {-1, 5, kNan}},
                                     {"sharpness", 1, {"x"}, {kNan, kNan, 0}},
                                     {"nothing", 1, {"x"}, {1}}};
    ProbeRows many{"distribution", 2, {}, {}};
    for (int i = 0; i < 200'000; ++i) {
        many.layers.push_back(std::to_string(i));
        many.values.insert(many.values.end(), {i * 1.0, -1, 0, 1});
    }
    for (const std::string variant : {kBn, kNoBn}) {
        for (const ProbeRows& rows : odd) {
            m_live->add(id, 1, {{variant, rows}});
        }
        m_live->add(id, 1, {{variant, many}});
    }
    QElapsedTimer since;
    since.start();
    catchUp();
    for (const char* page :
         {"drift", "smoothness", "depth", "evaluation", "dead-units", "sharpness", "layers", "layer"}) {
        turnTo(page);
        for (const auto& [name, one] : m_tab->charts()) {
            QVERIFY(!one->curves().empty());
        }
    }
    QVERIFY2(since.elapsed() < 20'000, qPrintable(QString::number(since.elapsed())));
}

QTEST_MAIN(tst_InsideTab)
#include "tst_InsideTab.moc"
