#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/session/TrainingSession.h>

#include "../support/Expect.h"
#include "../support/IdxWriter.h"
#include "ui/MainWindow.h"
#include "ui/charts/LineChart.h"
#include "ui/panels/ResultsPanel.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// The whole window, through the widgets that a person uses.
class tst_MainWindow : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void trainsTheTwinAtTheDefaultButton();
    void setsUpAndUndoes();
    void togglesOneLayer();
    void pausesStepsAndStops();
    void oneStepStartsPaused();
    void queuesASecondExperiment();
    void zoomStaysWhileDataArrive();
    void tabsCompareWhatWasTrained();
    void exportsFromTheMenu_data();
    void exportsFromTheMenu();
    void invalidSettingsCannotStart();
    void savesAndLoads();
    void brokenFilesAreNamedAndChangeNothing();
    void missingDatasetIsTold();
    void divergenceIsTold();
    void themeAndLanguageChangeDuringTraining();
    void spaceBelongsToTheFocusedButton();
    void closingWhileTrainingAsksOnce();
    void closesInEveryState();
    void layoutIsRemembered();

  private:
    template <class Widget>
    Widget* find(const char* name) const
    {
        auto* found = m_window->findChild<Widget*>(QString::fromLatin1(name));
        if (found == nullptr) {
            qFatal("there is no %s", name);
        }
        return found;
    }
    void trigger(const char* action) const { find<QAction>(action)->trigger(); }
    /// Types into a field as a person does.
    void type(const char* field, const QString& text) const;
    [[nodiscard]] bool isBusy() const { return find<QLabel>("runText")->text() != "Ready"; }
    [[nodiscard]] bool waitUntilIdle() const
    {
        return QTest::qWaitFor([this] { return !isBusy(); }, 60'000);
    }
    /// Small and quick, or so long that it is met in the middle.
    void setUpQuick() const;
    void setUpLong() const;
    /// Types a path into the next dialog that asks for one, and accepts it.
    void answerWithPath(const QString& path);
    /// Answers the next message box by the button of that role, and keeps its text.
    void answer(QMessageBox::ButtonRole role);
    [[nodiscard]] std::size_t points() const;
    [[nodiscard]] LineChart* lossChart() const;
    [[nodiscard]] QStringList runFolders() const;

    QTemporaryDir m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<MainWindow> m_window;
    int m_questions = 0;
    QString m_question;
};

void tst_MainWindow::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QVERIFY(writeDataset(m_folder.filePath("small").toStdString(), patternSet(200, 12, 12), patternSet(50, 12, 12, 5)));
    qputenv("NORMSCOPE_RUNS", m_folder.filePath("runs").toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.filePath("config"));
    QCoreApplication::setOrganizationName("NormscopeTest");
    m_theme = std::make_unique<Theme>();
    m_language = std::make_unique<Language>();
    m_language->setChoice(LanguageChoice::English);
}

void tst_MainWindow::init()
{
    m_questions = 0;
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void tst_MainWindow::cleanup()
{
    m_window.reset();
}

void tst_MainWindow::type(const char* field, const QString& text) const
{
    auto* editor = find<QWidget>(field);
    if (auto* list = qobject_cast<QComboBox*>(editor)) {
        editor = list->lineEdit();
    }
    auto* line = qobject_cast<QLineEdit*>(editor);
    QVERIFY2(line != nullptr, field);
    line->selectAll();
    QTest::keyClicks(line, text);
    QCOMPARE(line->text(), text);
}

void tst_MainWindow::setUpQuick() const
{
    type("dataset", m_folder.filePath("small"));
    type("epochs", "2");
    type("batch_size", "20");
    type("hidden", "8");
    type("threads", "1");
}

void tst_MainWindow::setUpLong() const
{
    setUpQuick();
    type("epochs", "100000");
}

void tst_MainWindow::answer(QMessageBox::ButtonRole role)
{
    auto* timer = new QTimer(m_window.get());
    connect(timer, &QTimer::timeout, this, [this, timer, role] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr) {
            return;
        }
        timer->deleteLater();
        ++m_questions;
        m_question = box->text() + QLatin1Char('\n') + box->informativeText();
        for (QAbstractButton* button : box->buttons()) {
            if (box->buttonRole(button) == role) {
                button->click();
                return;
            }
        }
        box->reject();
    });
    timer->start(10);
}

void tst_MainWindow::answerWithPath(const QString& path)
{
    auto* timer = new QTimer(m_window.get());
    connect(timer, &QTimer::timeout, this, [this, timer, path] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        auto* edit = dialog != nullptr ? dialog->findChild<QLineEdit*>("pathEdit") : nullptr;
        if (edit == nullptr) {
            return;
        }
        timer->deleteLater();
        ++m_questions;
        edit->selectAll();
        QTest::keyClicks(edit, path);
        dialog->accept();
        if (dialog->isVisible()) {
            dialog->reject();
        }
    });
    timer->start(10);
}

LineChart* tst_MainWindow::lossChart() const
{
    return m_window->findChild<ResultsPanel*>()->currentChart();
}

std::size_t tst_MainWindow::points() const
{
    std::size_t count = 0;
    if (const LineChart* chart = lossChart()) {
        for (const CurveId curve : chart->curves()) {
            count += chart->points(curve).size();
        }
    }
    return count;
}

QStringList tst_MainWindow::runFolders() const
{
    return QDir(m_folder.filePath("runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
}

void tst_MainWindow::trainsTheTwinAtTheDefaultButton()
{
    const int before = static_cast<int>(runFolders().size());
    setUpQuick();
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QVERIFY(QTest::qWaitFor([this] { return isBusy(); }));
    QVERIFY(waitUntilIdle());
    QCOMPARE(runFolders().size(), before + 1);
    QVERIFY(QTest::qWaitFor([this] { return points() == 2 * 20; }));
    auto* list = find<QTreeView>("experimentList");
    QCOMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->model()->index(0, 1).data().toString(), QString("done"));
}

void tst_MainWindow::setsUpAndUndoes()
{
    auto* family = find<QComboBox>("model");
    family->setCurrentIndex(family->findData("cnn"));
    QVERIFY(find<QWidget>("channels")->isVisibleTo(m_window.get()));
    QVERIFY(!find<QWidget>("hidden")->isVisibleTo(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(family->currentData().toString(), QString("mlp"));
    QVERIFY(find<QWidget>("hidden")->isVisibleTo(m_window.get()));
    trigger("redo");
    QCOMPARE(family->currentData().toString(), QString("cnn"));
    auto* presets = find<QComboBox>("presets");
    presets->setCurrentIndex(4);
    Q_EMIT presets->activated(4);
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.5"));
    trigger("undo");
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.1"));
    QTest::mouseClick(find<QWidget>("lrReset"), Qt::LeftButton);
}

void tst_MainWindow::togglesOneLayer()
{
    auto* table = find<QTreeView>("layerTable");
    const auto count = [&] { return table->model()->index(table->model()->rowCount() - 1, 3).data().toString(); };
    QCOMPARE(count(), QString("235,914"));
    const QModelIndexList found = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, "bn2");
    QCOMPARE(found.size(), 1);
    QVERIFY(table->model()->setData(found.front(), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(count(), QString("235,658"));
    trigger("undo");
    QCOMPARE(count(), QString("235,914"));
}

void tst_MainWindow::pausesStepsAndStops()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 50; }));
    find<QAction>("pause")->trigger();
    QVERIFY(find<QAction>("pause")->isChecked());
    QTest::qWait(400);
    const std::size_t held = points();
    QTest::qWait(400);
    QCOMPARE(points(), held);
    trigger("step");
    QVERIFY(QTest::qWaitFor([&] { return points() == held + 2; }));
    find<QAction>("pause")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return points() > held + 10; }));
    trigger("stop");
    QVERIFY(waitUntilIdle());
    auto* list = find<QTreeView>("experimentList");
    QCOMPARE(list->model()->index(0, 1).data().toString(), QString("stopped"));
}

void tst_MainWindow::oneStepStartsPaused()
{
    setUpLong();
    trigger("step");
    QVERIFY(QTest::qWaitFor([this] { return points() == 2; }));
    QTest::qWait(200);
    QCOMPARE(points(), std::size_t(2));
    QVERIFY(find<QAction>("pause")->isChecked());
}

void tst_MainWindow::queuesASecondExperiment()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return isBusy(); }));
    type("epochs", "1");
    trigger("trainOne");
    auto* list = find<QTreeView>("experimentList");
    QVERIFY(QTest::qWaitFor([&] { return list->model()->rowCount() == 2; }));
    QCOMPARE(list->model()->index(0, 1).data().toString(), QString("waiting"));
    trigger("stop");
    QVERIFY(QTest::qWaitFor([&] { return list->model()->index(0, 1).data().toString() == "done"; }, 60'000));
    QCOMPARE(list->model()->index(1, 1).data().toString(), QString("stopped"));
}

void tst_MainWindow::zoomStaysWhileDataArrive()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 200; }));
    LineChart* chart = lossChart();
    QVERIFY2(chart->isFollowing(), qPrintable(chart->title()));
    ChartRange range = chart->visibleRange();
    range.xMax = range.xMin + (range.xMax - range.xMin) / 3;
    chart->setVisibleRange(range);
    const std::size_t before = points();
    QVERIFY(QTest::qWaitFor([&] { return points() > before + 100; }));
    QVERIFY(!chart->isFollowing());
    QCOMPARE(chart->visibleRange(), range);
    trigger("followData");
    QVERIFY(chart->isFollowing());
}

void tst_MainWindow::tabsCompareWhatWasTrained()
{
    setUpQuick();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 0; }));
    QVERIFY(waitUntilIdle());
    auto* tabs = m_window->findChild<ResultsPanel*>()->findChild<QTabWidget*>();
    QStringList seen;
    for (int i = 0; i < tabs->count(); ++i) {
        seen.append(tabs->currentWidget()->objectName());
        trigger("nextTab");
    }
    seen.removeDuplicates();
    QCOMPARE(seen.size(), tabs->count());
    QCOMPARE(tabs->currentIndex(), 0);
    trigger("previousTab");
    QCOMPARE(tabs->currentIndex(), tabs->count() - 1);
    // Tables have no chart to export.
    QVERIFY(!find<QAction>("exportFigure")->isEnabled());
}

void tst_MainWindow::exportsFromTheMenu_data()
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

void tst_MainWindow::exportsFromTheMenu()
{
    QFETCH(const QString, action);
    QFETCH(const QString, name);
    QFETCH(const QByteArray, begins);
    QVERIFY(!find<QAction>(action.toLatin1().constData())->isEnabled());
    setUpQuick();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() == 2 * 20; }));
    QVERIFY(waitUntilIdle());
    const QString path = m_folder.filePath(name);
    answerWithPath(path);
    trigger(action.toLatin1().constData());
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

void tst_MainWindow::invalidSettingsCannotStart()
{
    setUpQuick();
    type("lr", "fast");
    QVERIFY(find<QWidget>("lrProblem")->isVisibleTo(m_window.get()));
    answer(QMessageBox::AcceptRole);
    trigger("trainTwin");
    QCOMPARE(m_questions, 1);
    QVERIFY2(m_question.contains("greater than 0"), qPrintable(m_question));
    QVERIFY(!isBusy());
    QCOMPARE(m_window->focusWidget(), find<QWidget>("lr"));
}

void tst_MainWindow::savesAndLoads()
{
    type("epochs", "7");
    type("lr", "3e-2");
    const QString path = m_folder.filePath("window.json");
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

void tst_MainWindow::brokenFilesAreNamedAndChangeNothing()
{
    type("epochs", "9");
    for (const char* name : {"broken.json", "no such folder"}) {
        QFile file(m_folder.filePath("broken.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"lr\": ");
        file.close();
        m_questions = 0;
        answer(QMessageBox::AcceptRole);
        m_window->open(m_folder.filePath(name));
        QCOMPARE(m_questions, 1);
        QVERIFY2(m_question.contains(name), qPrintable(m_question));
        QCOMPARE(find<QLineEdit>("epochs")->text(), QString("9"));
    }
}

void tst_MainWindow::missingDatasetIsTold()
{
    setUpQuick();
    type("dataset", "/nowhere/at/all");
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return m_window->findChild<QMessageBox*>("experimentEndDialog") != nullptr; }));
    auto* message = m_window->findChild<QMessageBox*>("experimentEndDialog");
    QVERIFY(message->informativeText().contains("/nowhere/at/all"));
    // Neither the text nor the one below it is taken for HTML, whatever a folder is called.
    int labels = 0;
    for (const QLabel* label : message->findChildren<QLabel*>()) {
        QVERIFY2(label->text().isEmpty() || label->textFormat() == Qt::PlainText, qPrintable(label->text()));
        labels += label->text().isEmpty() ? 0 : 1;
    }
    QVERIFY(labels >= 2);
    message->close();
    QVERIFY(!isBusy());
}

void tst_MainWindow::divergenceIsTold()
{
    setUpQuick();
    type("lr", "1e8");
    type("momentum", "0");
    type("weight_decay", "0");
    trigger("trainTwin");
    auto* list = find<QTreeView>("experimentList");
    QVERIFY(QTest::qWaitFor([&] { return list->model()->index(0, 1).data().toString() == "diverged"; }, 60'000));
    bool isTold = false;
    for (const QLabel* label : m_window->findChildren<QLabel*>()) {
        isTold |= label->isVisible() && label->text().contains("diverged");
    }
    QVERIFY(isTold);
}

void tst_MainWindow::themeAndLanguageChangeDuringTraining()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }));
    trigger("theme-dark");
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 128);
    trigger("language-zh_CN");
    QVERIFY(QTest::qWaitFor([this] { return find<QDockWidget>("setupDock")->windowTitle() != "Experiment"; }));
    const std::size_t before = points();
    QVERIFY(QTest::qWaitFor([&] { return points() > before; }));
    trigger("language-en");
    trigger("theme-light");
    QVERIFY(QTest::qWaitFor([this] { return find<QDockWidget>("setupDock")->windowTitle() == "Experiment"; }));
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 128);
    QVERIFY(isBusy());
}

void tst_MainWindow::spaceBelongsToTheFocusedButton()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }));
    auto* nesterov = find<QCheckBox>("nesterov");
    nesterov->setFocus();
    QTest::keyClick(nesterov, Qt::Key_Space);
    QVERIFY(nesterov->isChecked());
    QVERIFY(!find<QAction>("pause")->isChecked());
    m_window->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QVERIFY(find<QAction>("pause")->isChecked());
}

void tst_MainWindow::closingWhileTrainingAsksOnce()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }));
    answer(QMessageBox::RejectRole);
    m_window->close();
    QCOMPARE(m_questions, 1);
    QVERIFY(m_window->isVisible());
    QVERIFY(isBusy());
    answer(QMessageBox::AcceptRole);
    m_window->close();
    QVERIFY(QTest::qWaitFor([this] { return !m_window->isVisible(); }));
    QCOMPARE(m_questions, 2);
    QVERIFY(!isBusy());
    const auto stored = readExperiment(m_folder.filePath("runs").toStdString() /
                                       std::filesystem::path(runFolders().constLast().toStdString()));
    VERIFY_OK(stored);
}

void tst_MainWindow::closesInEveryState()
{
    for (int i = 0; i < 50; ++i) {
        m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
        m_window->show();
        setUpLong();
        if (i % 5 != 0) {
            trigger("trainTwin");
        }
        QTest::qWait(QRandomGenerator::global()->bounded(60));
        if (i % 3 == 0) {
            find<QAction>("pause")->trigger();
        }
        if (i % 4 == 0) {
            trigger("stop");
        }
        if (i % 2 == 0) {
            m_window->quit();
            QVERIFY(QTest::qWaitFor([this] { return !m_window->isVisible(); }, 10'000));
        }
        m_window.reset();
    }
}

void tst_MainWindow::layoutIsRemembered()
{
    find<QDockWidget>("logDock")->hide();
    // The offscreen screen is narrower than the window likes to be; its height is free.
    constexpr int kHeight = 700;
    m_window->resize(1111, kHeight);
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    m_window->show();
    QVERIFY(!find<QDockWidget>("logDock")->isVisibleTo(m_window.get()));
    QCOMPARE(m_window->height(), kHeight);
    trigger("resetLayout");
    QVERIFY(find<QDockWidget>("logDock")->isVisibleTo(m_window.get()));
}

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
