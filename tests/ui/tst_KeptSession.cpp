#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QFont>
#include <QMessageBox>
#include <QSettings>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <normscope/base/FolderLock.h>

#include "../support/RunFiles.h"
#include "WindowUser.h"
#include "ui/KeptSession.h"
#include "ui/panels/ResultsPanel.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// What was open is open again the next time.
class tst_KeptSession : public QObject, protected WindowUser
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginWindowTests(); }
    void init();
    void cleanup() { closeWindow(); }
    void comesBackAsItWas();
    void anEmptyWindowStaysEmpty();
    void isNotWantedByEverybody();
    void theFirstPictureComesFirst();
    void foldersThatAreGoneArePassedOver();
    void whatCannotBeReadIsTold();
    void foreignSettingsAreNoSession_data();
    void foreignSettingsAreNoSession();
    void leavesAFolderThatOthersTrainInto();
    void whatIsDoneMeanwhileStays();

  private:
    /// Trains so many twins of one epoch, closes the window and opens another.
    void trainAndCome(int twins);
    /// Closes as a person does, and starts the program again.
    void comeAgain();
    void restore() const { m_window->restoreSession(); }
    [[nodiscard]] QAbstractItemModel& experiments() const { return *find<QTreeView>("experimentList")->model(); }
    /// The row of the experiment with that in its title; the first one where there is none.
    [[nodiscard]] QModelIndex rowOf(const QString& words) const;
    [[nodiscard]] bool isChecked(const QString& words) const
    {
        return rowOf(words).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    }
    /// How many of all that are listed are shown: laid over others, or the current one.
    [[nodiscard]] int shown() const;
    [[nodiscard]] ResultsPanel& results() const { return *m_window->findChild<ResultsPanel*>(); }
    /// Path, size and time of everything in a folder.
};

void tst_KeptSession::init()
{
    QSettings().remove(QLatin1String(KeptSession::kKey));
    QSettings().remove(QLatin1String(KeptSession::kWantedKey));
    openWindow();
}

void tst_KeptSession::comeAgain()
{
    m_window->close();
    closeWindow();
    openNextWindow();
}

void tst_KeptSession::trainAndCome(int twins)
{
    setUpQuick();
    for (int i = 0; i < twins; ++i) {
        trigger("trainTwin");
        QVERIFY(waitUntilIdle());
    }
    comeAgain();
    QCOMPARE(shown(), 0);
}

QModelIndex tst_KeptSession::rowOf(const QString& words) const
{
    for (int row = 0; row < experiments().rowCount(); ++row) {
        if (experiments().index(row, 0).data().toString().contains(words)) {
            return experiments().index(row, 0);
        }
    }
    return {};
}

int tst_KeptSession::shown() const
{
    int count = 0;
    for (int row = 0; row < experiments().rowCount(); ++row) {
        const QModelIndex index = experiments().index(row, 0);
        count += index.data(Qt::CheckStateRole).toInt() == Qt::Checked || index.data(Qt::FontRole).value<QFont>().bold()
                     ? 1
                     : 0;
    }
    return count;
}

void tst_KeptSession::comesBackAsItWas()
{
    setUpQuick();
    for (const char* lr : {"0.05", "0.02", "0.01"}) {
        type("lr", lr);
        trigger("trainTwin");
        QVERIFY(waitUntilIdle());
    }
    experiments().setData(rowOf("0.05"), Qt::Unchecked, Qt::CheckStateRole);
    const auto choose = [this](const QString& words) {
        auto* list = find<QTreeView>("experimentList");
        list->setCurrentIndex(rowOf(words));
        QTest::keyClick(list, Qt::Key_Return);
    };
    choose("0.02");
    auto* tabs = find<QTabWidget>("resultsTabs");
    auto* overview = find<QWidget>("overviewTab");
    overview->findChild<QToolButton*>("logYButton")->setChecked(true);
    overview->findChild<QComboBox*>("unitCombo")->setCurrentIndex(1);
    LineChart* chart = overview->findChild<LineChart*>("lossChart");
    ChartRange zoom = chart->dataRange();
    zoom.xMax = zoom.xMin + (zoom.xMax - zoom.xMin) / 2;
    chart->setVisibleRange(zoom);
    // What was typed over its axes comes back, too.
    LineChart* accuracy = overview->findChild<LineChart*>("testAccuracyChart");
    ChartEdits edits;
    edits.yMin = 0.25;
    edits.yMax = 0.75;
    edits.yTitle = "Right";
    accuracy->setEdits(edits);
    tabs->setCurrentWidget(find<QWidget>("sideBySideTab"));
    comeAgain();
    QCOMPARE(shown(), 0);
    restore();
    QTRY_COMPARE(shown(), 2);
    QTRY_COMPARE(find<QTabWidget>("resultsTabs")->currentWidget()->objectName(), QString("sideBySideTab"));
    QVERIFY(isChecked("0.02") && isChecked("0.01") && !isChecked("0.05"));
    QVERIFY(rowOf("0.02").data(Qt::FontRole).value<QFont>().bold());
    QVERIFY(!isBusy());
    overview = find<QWidget>("overviewTab");
    find<QTabWidget>("resultsTabs")->setCurrentWidget(overview);
    chart = overview->findChild<LineChart*>("lossChart");
    QCOMPARE(chart->yAxis().scale, AxisScale::Log);
    QCOMPARE(overview->findChild<QComboBox*>("unitCombo")->currentIndex(), 1);
    QVERIFY(!chart->isFollowing());
    QVERIFY(std::abs(chart->visibleRange().xMax - zoom.xMax) < 1e-9);
    accuracy = overview->findChild<LineChart*>("testAccuracyChart");
    QVERIFY(accuracy->edits() == edits);
    QVERIFY(accuracy->isFollowing());
    QCOMPARE(accuracy->visibleRange().yMin, 0.25);
    // Nothing is lost by a session in which it was not looked at again.
    comeAgain();
    restore();
    QTRY_COMPARE(shown(), 2);
}

void tst_KeptSession::anEmptyWindowStaysEmpty()
{
    trainAndCome(1);
    restore();
    QTRY_COMPARE(shown(), 1);
    find<QTreeView>("experimentList")->setCurrentIndex(experiments().index(0, 0));
    QTest::keyClick(find<QTreeView>("experimentList"), Qt::Key_Delete);
    QTRY_COMPARE(shown(), 0);
    comeAgain();
    restore();
    QTest::qWait(300);
    QCOMPARE(shown(), 0);
}

void tst_KeptSession::isNotWantedByEverybody()
{
    QVERIFY(find<QAction>("restoreSession")->isChecked());
    trigger("restoreSession");
    trainAndCome(1);
    QVERIFY(!find<QAction>("restoreSession")->isChecked());
    restore();
    QTest::qWait(300);
    QCOMPARE(shown(), 0);
}

void tst_KeptSession::theFirstPictureComesFirst()
{
    trainAndCome(1);
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    restore();
    QTest::qWait(100);
    QCOMPARE(shown(), 0);
    m_window->show();
    QTRY_COMPARE(shown(), 1);
}

void tst_KeptSession::foldersThatAreGoneArePassedOver()
{
    trainAndCome(2);
    QVERIFY(QDir(inHome("runs/" + runFolders().front())).removeRecursively());
    restore();
    QTRY_COMPARE(shown(), 1);
    QTest::qWait(100);
    QVERIFY(m_window->findChild<QMessageBox*>("notRestoredDialog") == nullptr);
}

void tst_KeptSession::whatCannotBeReadIsTold()
{
    trainAndCome(2);
    const QString broken = inHome("runs/" + runFolders().front());
    QVERIFY(putFile(broken + "/experiment.json", "{ no json"));
    restore();
    QTRY_VERIFY(m_window->findChild<QMessageBox*>("notRestoredDialog") != nullptr);
    auto* message = m_window->findChild<QMessageBox*>("notRestoredDialog");
    QVERIFY2(message->informativeText().contains(broken), qPrintable(message->informativeText()));
    // It keeps nobody from working.
    QVERIFY(!message->isModal());
    QCOMPARE(shown(), 1);
    message->close();
}

void tst_KeptSession::foreignSettingsAreNoSession_data()
{
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("of another version") << QByteArray(R"({"version":99,"experiments":[{"folder":"/"}]})");
    QTest::newRow("of other types") << QByteArray(R"({"version":1,"experiments":[3,null,{"folder":7}],"view":[]})");
    QTest::newRow("no experiments") << QByteArray(R"({"version":1,"current":"/nowhere","view":{"tab":"x"}})");
}

void tst_KeptSession::foreignSettingsAreNoSession()
{
    QFETCH(const QByteArray, kept);
    QSettings().setValue(QLatin1String(KeptSession::kKey), kept);
    restore();
    QTest::qWait(100);
    QCOMPARE(shown(), 0);
    QVERIFY(m_window->findChild<QMessageBox*>() == nullptr);
}

void tst_KeptSession::leavesAFolderThatOthersTrainInto()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }, 60'000));
    trigger("stop");
    QVERIFY(waitUntilIdle());
    comeAgain();
    const QString folder = inHome("runs/" + runFolders().front());
    // As another program would hold it.
    const auto held = FolderLock::take((folder + "/seed-1/bn").toStdString());
    QVERIFY(held);
    const auto before = contentsOf(folder);
    QVERIFY(before.size() > 5);
    restore();
    QTRY_COMPARE(shown(), 1);
    QTest::qWait(200);
    QVERIFY(!isBusy());
    QCOMPARE(contentsOf(folder), before);
}

void tst_KeptSession::whatIsDoneMeanwhileStays()
{
    trainAndCome(2);
    restore();
    setUpLong();
    trigger("trainTwin");
    QTRY_COMPARE(shown(), 3);
    QTest::qWait(200);
    const QModelIndex live = rowOf("100000 epochs");
    QVERIFY(live.data(Qt::FontRole).value<QFont>().bold());
    QCOMPARE(live.siblingAtColumn(1).data().toString(), QString("training"));
    trigger("stop");
    QVERIFY(waitUntilIdle());
}

QTEST_MAIN(tst_KeptSession)
#include "tst_KeptSession.moc"
