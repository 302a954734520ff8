#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <map>

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
    [[nodiscard]] QString nameAt(int row) const { return experiments().index(row, 0).data().toString(); }
    [[nodiscard]] ResultsPanel& results() const { return *m_window->findChild<ResultsPanel*>(); }
    /// Path, size and time of everything in a folder.
    [[nodiscard]] static std::map<QString, QString> contentsOf(const QString& folder);
};

void tst_KeptSession::init()
{
    QSettings().remove(QLatin1String(KeptSession::kKey));
    QSettings().remove(QLatin1String(KeptSession::kWantedKey));
    QDir(inHome("runs")).removeRecursively();
    openWindow();
}

void tst_KeptSession::comeAgain()
{
    m_window->close();
    closeWindow();
    openWindow();
}

void tst_KeptSession::trainAndCome(int twins)
{
    setUpQuick();
    for (int i = 0; i < twins; ++i) {
        trigger("trainTwin");
        QVERIFY(waitUntilIdle());
    }
    comeAgain();
    QCOMPARE(experiments().rowCount(), 0);
}

std::map<QString, QString> tst_KeptSession::contentsOf(const QString& folder)
{
    std::map<QString, QString> contents;
    QDirIterator all(folder, QDir::Files | QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot,
                     QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QFileInfo info(all.next());
        contents[info.filePath()] =
            QString::number(info.size()) + info.lastModified().toString(Qt::ISODateWithMs) +
            (info.isFile() ? QString::fromLatin1(contentOf(info.filePath()).toBase64()) : QString());
    }
    return contents;
}

void tst_KeptSession::comesBackAsItWas()
{
    setUpQuick();
    for (int i = 0; i < 3; ++i) {
        trigger("trainTwin");
        QVERIFY(waitUntilIdle());
    }
    QStringList names;
    for (int row = 0; row < 3; ++row) {
        names.append(nameAt(row));
    }
    experiments().setData(experiments().index(2, 0), Qt::Unchecked, Qt::CheckStateRole);
    find<QTreeView>("experimentList")->setCurrentIndex(experiments().index(1, 0));
    auto* tabs = find<QTabWidget>("resultsTabs");
    auto* overview = find<QWidget>("overviewTab");
    overview->findChild<QToolButton*>("logYButton")->setChecked(true);
    overview->findChild<QComboBox*>("unitCombo")->setCurrentIndex(1);
    LineChart* chart = overview->findChild<LineChart*>("lossChart");
    ChartRange zoom = chart->dataRange();
    zoom.xMax = zoom.xMin + (zoom.xMax - zoom.xMin) / 2;
    chart->setVisibleRange(zoom);
    tabs->setCurrentWidget(find<QWidget>("sideBySideTab"));
    comeAgain();
    QCOMPARE(experiments().rowCount(), 0);
    restore();
    QTRY_COMPARE(experiments().rowCount(), 3);
    QTRY_COMPARE(find<QTabWidget>("resultsTabs")->currentWidget()->objectName(), QString("sideBySideTab"));
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(nameAt(row), names[row]);
        QCOMPARE(experiments().index(row, 0).data(Qt::CheckStateRole).toInt(), row == 2 ? Qt::Unchecked : Qt::Checked);
    }
    QCOMPARE(find<QTreeView>("experimentList")->currentIndex().row(), 1);
    QVERIFY(!isBusy());
    overview = find<QWidget>("overviewTab");
    find<QTabWidget>("resultsTabs")->setCurrentWidget(overview);
    chart = overview->findChild<LineChart*>("lossChart");
    QCOMPARE(chart->yAxis().scale, AxisScale::Log);
    QCOMPARE(overview->findChild<QComboBox*>("unitCombo")->currentIndex(), 1);
    QVERIFY(!chart->isFollowing());
    QVERIFY(std::abs(chart->visibleRange().xMax - zoom.xMax) < 1e-9);
    // Nothing is lost by a session in which it was not looked at again.
    comeAgain();
    restore();
    QTRY_COMPARE(experiments().rowCount(), 3);
}

void tst_KeptSession::anEmptyWindowStaysEmpty()
{
    trainAndCome(1);
    restore();
    QTRY_COMPARE(experiments().rowCount(), 1);
    find<QTreeView>("experimentList")->setCurrentIndex(experiments().index(0, 0));
    QTest::keyClick(find<QTreeView>("experimentList"), Qt::Key_Delete);
    QTRY_COMPARE(experiments().rowCount(), 0);
    comeAgain();
    restore();
    QTest::qWait(300);
    QCOMPARE(experiments().rowCount(), 0);
}

void tst_KeptSession::isNotWantedByEverybody()
{
    QVERIFY(find<QAction>("restoreSession")->isChecked());
    trigger("restoreSession");
    trainAndCome(1);
    QVERIFY(!find<QAction>("restoreSession")->isChecked());
    restore();
    QTest::qWait(300);
    QCOMPARE(experiments().rowCount(), 0);
}

void tst_KeptSession::theFirstPictureComesFirst()
{
    trainAndCome(1);
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    restore();
    QTest::qWait(100);
    QCOMPARE(experiments().rowCount(), 0);
    m_window->show();
    QTRY_COMPARE(experiments().rowCount(), 1);
}

void tst_KeptSession::foldersThatAreGoneArePassedOver()
{
    trainAndCome(2);
    QVERIFY(QDir(inHome("runs/" + runFolders().front())).removeRecursively());
    restore();
    QTRY_COMPARE(experiments().rowCount(), 1);
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
    QCOMPARE(experiments().rowCount(), 1);
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
    QCOMPARE(experiments().rowCount(), 0);
    QVERIFY(m_window->findChild<QMessageBox*>() == nullptr);
}

void tst_KeptSession::leavesAFolderThatOthersTrainInto()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }));
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
    QTRY_COMPARE(experiments().rowCount(), 1);
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
    QTRY_COMPARE(experiments().rowCount(), 3);
    QTest::qWait(200);
    QCOMPARE(find<QTreeView>("experimentList")->currentIndex().row(), 0);
    QCOMPARE(state(0), QString("training"));
    trigger("stop");
    QVERIFY(waitUntilIdle());
}

QTEST_MAIN(tst_KeptSession)
#include "tst_KeptSession.moc"
