#include <QDesktopServices>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QUrl>
#include <algorithm>

#include <normscope/data/DatasetCatalog.h>

#include "../support/DatasetServer.h"
#include "../support/Expect.h"
#include "../support/IdxWriter.h"
#include "ui/panels/SetupPanel.h"
#include "ui/panels/setup/DatasetStrip.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// What the form offers for a dataset that is not there, against a server on loopback.
class tst_MissingDataset : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.start()); }
    void init();
    void downloadsByOneClick();
    void cancels();
    void saysWhyItFailed();
    void opensTheFolderForPlacingByHand();
    void isNotOfferedForOtherDatasets();
    void aDownloadGoesOnWhileAnotherIsChosen();

  public Q_SLOTS:
    void opened(const QUrl& url) { m_opened = url; }

  private:
    template <class Widget>
    Widget* find(const char* name) const
    {
        auto* found = m_panel->findChild<Widget*>(QString::fromLatin1(name));
        if (found == nullptr) {
            qFatal("there is no %s", name);
        }
        return found;
    }
    [[nodiscard]] bool isShown(const char* name) const { return find<QWidget>(name)->isVisibleTo(m_panel.get()); }
    void click(const char* name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    [[nodiscard]] QString status() const { return find<QLabel>("downloadStatus")->text().remove(QChar(0x200b)); }
    [[nodiscard]] QString path(const QString& name) const { return m_home->filePath(name); }
    void useMirrors(const QString& manner) const
    {
        qputenv("NORMSCOPE_MIRRORS", m_server.mirrors({m_server.secure(manner)}).toLocal8Bit());
    }

    DatasetServer m_server;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<ExperimentDocument> m_document;
    std::unique_ptr<SetupPanel> m_panel;
    QUrl m_opened;
};

void tst_MissingDataset::init()
{
    m_panel.reset();
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_DATA_HOME", path("data").toLocal8Bit());
    qputenv("XDG_CACHE_HOME", path("cache").toLocal8Bit());
    for (const char* name : {"NORMSCOPE_DATA", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"}) {
        qunsetenv(name);
    }
    m_document = std::make_unique<ExperimentDocument>();
    m_panel = std::make_unique<SetupPanel>(*m_document);
    m_panel->resize(380, 800);
    m_panel->show();
    useMirrors("fine");
    (void)m_server.takeRequests();
    m_document->set("dataset", "kmnist");
    QVERIFY(QTest::qWaitFor([&] { return isShown("missingDataset"); }));
}

void tst_MissingDataset::downloadsByOneClick()
{
    useMirrors("slow");
    QCOMPARE(find<QLabel>("datasetMessage")->text().remove(QChar(0x200b)),
             QString("⚠ KMNIST is not on this computer yet."));
    QVERIFY(find<QLabel>("datasetMessage")->toolTip().contains("NORMSCOPE_DATA"));
    QCOMPARE(find<QPushButton>("downloadDataset")->text(), QString("Download KMNIST"));
    QVERIFY(!isShown("downloadBar") && !isShown("cancelDownload") && !isShown("downloadStatus"));
    QTest::qWait(100);
    QCOMPARE(m_server.takeRequests(), QStringList());

    // The window stays at hand: its clock ticks on.
    qint64 longest = 0;
    QElapsedTimer sinceTick;
    QTimer ticks;
    connect(&ticks, &QTimer::timeout, this, [&] { longest = std::max(longest, sinceTick.restart()); });
    sinceTick.start();
    ticks.start(5);
    click("downloadDataset");
    QVERIFY(isShown("downloadBar") && isShown("cancelDownload") && !isShown("downloadDataset"));
    QVERIFY(QTest::qWaitFor([&] { return find<QProgressBar>("downloadBar")->value() > 200; }));
    QVERIFY2(status().startsWith("KMNIST, file 1 of 4: 0.") && status().contains(" MB/s, 0:0") &&
                 status().endsWith(" left"),
             qPrintable(status()));
    const auto* strip = m_panel->findChild<DatasetStrip*>();
    QVERIFY(QTest::qWaitFor([&] { return strip->images().size() == 10; }, 20'000));
    QVERIFY2(longest < 100, qPrintable(QString::number(longest)));
    QVERIFY(!isShown("missingDataset") && !isShown("datasetMessage"));
    QVERIFY(m_document->problems(ExperimentKind::Twin).isEmpty());
    QCOMPARE(m_document->samplesToTrainOn(), std::int64_t(1000));
}

void tst_MissingDataset::cancels()
{
    useMirrors("slow");
    click("downloadDataset");
    QVERIFY(QTest::qWaitFor([&] { return find<QProgressBar>("downloadBar")->value() > 100; }));
    QElapsedTimer clock;
    clock.start();
    click("cancelDownload");
    QVERIFY(QTest::qWaitFor([&] { return !isShown("cancelDownload"); }));
    QVERIFY2(clock.elapsed() <= 200, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(status(), QString("Cancelled. The next download goes on from here."));
    QVERIFY(isShown("downloadDataset") && isShown("datasetPlace"));
    useMirrors("fine");
    (void)m_server.takeRequests();
    click("downloadDataset");
    QVERIFY(QTest::qWaitFor([&] { return !isShown("missingDataset"); }));
    QVERIFY(m_server.takeRequests().first().contains("bytes="));
}

void tst_MissingDataset::saysWhyItFailed()
{
    useMirrors("missing");
    click("downloadDataset");
    QVERIFY(QTest::qWaitFor([&] { return isShown("downloadDataset"); }));
    QVERIFY2(status().startsWith("⚠ kmnist: train-images-idx3-ubyte.gz could not be fetched"), qPrintable(status()));
    QVERIFY2(status().contains("404") && status().contains("to place it by hand"), qPrintable(status()));
    // The form may be narrow: all of it is to be read.
    QVERIFY(find<QLabel>("downloadStatus")->wordWrap());
    // It is of this dataset.
    m_document->set("dataset", "mnist");
    QVERIFY(QTest::qWaitFor([&] { return find<QPushButton>("downloadDataset")->text() == "Download MNIST"; }));
    QVERIFY(!isShown("downloadStatus"));
}

void tst_MissingDataset::opensTheFolderForPlacingByHand()
{
    QDesktopServices::setUrlHandler("file", this, "opened");
    click("datasetPlace");
    QDesktopServices::unsetUrlHandler("file");
    const QString place = path("data/normscope/datasets/kmnist");
    QCOMPARE(m_opened.toLocalFile(), place);
    QVERIFY(QDir(place).exists());
    // Files come, and the person comes back.
    QVERIFY(isShown("downloadDataset"));
    const ImageSet set = patternSet(30, 12, 14);
    QVERIFY(writeDataset(place.toStdString(), set, set, Packing::Gzip));
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationActive);
    QVERIFY(QTest::qWaitFor([&] { return !isShown("missingDataset"); }));
    QCOMPARE(m_document->samplesToTrainOn(), std::int64_t(30));
    QCOMPARE(m_server.takeRequests(), QStringList());
}

void tst_MissingDataset::isNotOfferedForOtherDatasets()
{
    m_document->set("dataset", "builtin");
    QVERIFY(QTest::qWaitFor([&] { return !isShown("missingDataset"); }));
    m_document->set("dataset", "/no/such/folder");
    QVERIFY(QTest::qWaitFor([&] { return isShown("datasetMessage"); }));
    QVERIFY(!isShown("missingDataset"));
}

void tst_MissingDataset::aDownloadGoesOnWhileAnotherIsChosen()
{
    useMirrors("slow");
    click("downloadDataset");
    QVERIFY(QTest::qWaitFor([&] { return find<QProgressBar>("downloadBar")->value() > 100; }));
    m_document->set("dataset", "builtin");
    QVERIFY(QTest::qWaitFor([&] { return isShown("datasetStrip"); }));
    QVERIFY(isShown("downloadBar") && isShown("cancelDownload"));
    QVERIFY(QTest::qWaitFor([&] { return !isShown("missingDataset"); }, 20'000));
    VERIFY_OK(locateDataset("kmnist"));
    QCOMPARE(m_document->spec().dataset, std::string("builtin"));
}

QTEST_MAIN(tst_MissingDataset)
#include "tst_MissingDataset.moc"
