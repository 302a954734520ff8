#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QInputDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QTest>
#include <QTimer>

#include <normscope/experiment/ExperimentConfig.h>

#include "../support/Expect.h"
#include "../support/IdxWriter.h"
#include "../support/RunFiles.h"
#include "WindowUser.h"
#include "ui/models/OwnPresets.h"
#include "ui/panels/setup/DatasetStrip.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// What the whole window writes and reads.
class tst_WindowFiles : public QObject, protected WindowUser
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginWindowTests(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void exportsFromTheMenu_data();
    void exportsFromTheMenu();
    void savesAndLoads();
    void brokenFilesAreNamedAndChangeNothing();
    void droppedFilesOfADatasetAreItsFolder();
    void presetsOfOnesOwn();
};

void tst_WindowFiles::exportsFromTheMenu_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("PNG") << "exportFigure"
                         << "figure.png" << QByteArray("\x89PNG");
    QTest::newRow("SVG") << "exportFigure"
                         << "figure.svg" << QByteArray("<?xml");
    QTest::newRow("PDF") << "exportFigure"
                         << "figure.pdf" << QByteArray("%PDF-");
    QTest::newRow("CSV") << "exportData"
                         << "figure.csv" << QByteArray("curve,");
}

void tst_WindowFiles::exportsFromTheMenu()
{
    QFETCH(const QString, action);
    QFETCH(const QString, name);
    QFETCH(const QByteArray, begins);
    QVERIFY(!find<QAction>(action)->isEnabled());
    setUpQuick();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() == 2 * 20; }, 60'000));
    QVERIFY(waitUntilIdle());
    const QString path = inHome(name);
    answerWithPath(path);
    trigger(action);
    QCOMPARE(m_questions, 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY2(content.startsWith(begins), content.left(40).constData());
    if (name.endsWith("csv")) {
        QCOMPARE(content.count('\n'), 1 + 2 * 20);
    } else if (name.endsWith("svg")) {
        QVERIFY(content.contains("Training loss"));
    }
}

void tst_WindowFiles::savesAndLoads()
{
    type("epochs", "7");
    type("lr", "3e-2");
    const QString path = inHome("window.json");
    // The dialog is the platform's; what comes after it is ours.
    auto* timer = new QTimer(m_window.get());
    connect(timer, &QTimer::timeout, this, [timer, path] {
        if (QWidget* dialog = QApplication::activeModalWidget()) {
            timer->deleteLater();
            dialog->findChild<QLineEdit*>()->setText(path);
            QMetaObject::invokeMethod(dialog, "accept");
        }
    });
    timer->start(20);
    trigger("saveExperiment");
    const auto read = readConfig(path.toStdString(), ExperimentSpec());
    VERIFY_OK(read);
    QCOMPARE(read->spec.training.epochs, std::int64_t(7));
    QVERIFY(!m_window->isWindowModified());
    type("epochs", "8");
    type("lr", "0.5");
    QVERIFY(m_window->isWindowModified());
    answer(QMessageBox::DestructiveRole);
    m_window->open(path);
    QCOMPARE(m_questions, 1);
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("7"));
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.03"));
}

void tst_WindowFiles::brokenFilesAreNamedAndChangeNothing()
{
    type("epochs", "9");
    for (const char* name : {"broken.json", "no such folder"}) {
        QFile file(inHome("broken.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"lr\": ");
        file.close();
        m_questions = 0;
        answer(QMessageBox::AcceptRole);
        m_window->open(inHome(name));
        QCOMPARE(m_questions, 1);
        QVERIFY2(m_question.contains(name), qPrintable(m_question));
        QCOMPARE(find<QLineEdit>("epochs")->text(), QString("9"));
    }
}

void tst_WindowFiles::droppedFilesOfADatasetAreItsFolder()
{
    const QString folder = inHome("my own");
    QVERIFY(writeDataset(folder.toStdString(), patternSet(30, 12, 14), patternSet(10, 12, 14), Packing::Gzip));
    QMimeData files;
    QList<QUrl> urls;
    for (const QString& name : QDir(folder).entryList(QDir::Files)) {
        urls << QUrl::fromLocalFile(folder + '/' + name);
    }
    QCOMPARE(urls.size(), 4);
    files.setUrls(urls);
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QVERIFY(drop.isAccepted());
    const auto* strip = m_window->findChild<DatasetStrip*>();
    QVERIFY(
        QTest::qWaitFor([&] { return !strip->images().isEmpty() && strip->images().front().size() == QSize(14, 12); }));
    QCOMPARE(find<QComboBox>("dataset")->currentText(), folder);
    QCOMPARE(m_questions, 0);
}

/// Kept, used on another dataset and in the next window, and removed.
void tst_WindowFiles::presetsOfOnesOwn()
{
    const auto pick = [this](const QString& title) {
        auto* list = find<QComboBox>("presets");
        list->showPopup();
        const int row = list->findText(title);
        QVERIFY2(row > 0, qPrintable(title));
        list->hidePopup();
        Q_EMIT list->activated(row);
    };
    const auto answerWith = [this](const QString& title) {
        QTimer::singleShot(0, m_window.get(), [title] {
            auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog != nullptr);
            dialog->setTextValue(title);
            dialog->accept();
        });
    };
    const QString title = QStringLiteral("my 5/5 net, 第一");
    type("hidden", "31, 17");
    type("epochs", "3");
    answerWith(title);
    pick("Keep the settings as a preset…");
    type("hidden", "8");
    type("epochs", "1");
    type("dataset", "mnist");
    closeWindow();
    openNextWindow();
    pick(title);
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("3"));
    QVERIFY(find<QLineEdit>("hidden")->text().startsWith("31"));
    QCOMPARE(find<QComboBox>("dataset")->currentText(), QString("MNIST"));
    trigger("undo");
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("1"));
    // A file that somebody has damaged is named, and changes nothing.
    QVERIFY(putFile(QString::fromStdString(ownPresetPath(title).string()), "{"));
    answer(QMessageBox::AcceptRole);
    pick(title);
    QCOMPARE(m_questions, 1);
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("1"));
    answerWith(title);
    pick("Remove a preset…");
    find<QComboBox>("presets")->showPopup();
    QCOMPARE(find<QComboBox>("presets")->findText(title), -1);
    QCOMPARE(find<QComboBox>("presets")->findText("Remove a preset…"), -1);
    find<QComboBox>("presets")->hidePopup();
}

QTEST_MAIN(tst_WindowFiles)
#include "tst_WindowFiles.moc"
