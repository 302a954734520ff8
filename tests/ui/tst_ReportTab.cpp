#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>
#include <QTranslator>
#include <memory>

#include <normscope/export/ZipFile.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/FileSizeLimit.h"
#include "../support/RunFiles.h"
#include "LiveStore.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/SavedNotice.h"
#include "ui/panels/report/ReportView.h"
#include "ui/panels/results/ReportTab.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// Takes what would be opened on the desktop.
class UrlCatcher : public QObject
{
    Q_OBJECT

  public:
    UrlCatcher() { QDesktopServices::setUrlHandler("file", this, "take"); }
    ~UrlCatcher() override { QDesktopServices::unsetUrlHandler("file"); }

    QStringList paths;

  public Q_SLOTS:
    void take(const QUrl& url) { paths << url.toLocalFile(); }
};

/// The report in the window: made when it is looked at, written and saved by its buttons.
class tst_ReportTab : public ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("normscope-test"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_ReportTab"));
        // A file dialog of ours can be driven; the desktop's own cannot.
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        beginTests();
    }
    void init()
    {
        QSettings().clear();
        beginTest();
        m_store = std::make_unique<ExperimentStore>();
        m_tab = std::make_unique<ReportTab>(*m_store);
        m_tab->resize(1000, 600);
        m_tab->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_tab.get()));
    }
    void cleanup()
    {
        m_tab.reset();
        m_store.reset();
    }

    void saysWhatToDoWhileThereIsNothing();
    void saysThatItWaitsForATraining();
    void showsTheReportWithItsFigures();
    void goesToASection();
    void speaksTheLanguageChosen();
    void writesIntoTheExperimentsFolder();
    void savesOneFile_data();
    void savesOneFile();
    void handsIn();
    void handsInAllThatAreChecked();
    void leavesNothingHalfWritten();
    void comparesAllThatAreChecked();
    void putsTitleAndAuthorOnIt();
    void speaksAsTheWindowDoes();
    void endsSayingThatItTrains();
    void opensWhatItHasWritten();
    void saysWhereNothingOpensIt();
    void fitsASmallWindow_data();
    void fitsASmallWindow();
    void tellsWhatCannotBeWritten();
    void endsWhileItMakesAReport();

  private:
    template <class T>
    [[nodiscard]] T* child(const char* name) const
    {
        return m_tab->findChild<T*>(QString::fromLatin1(name));
    }
    [[nodiscard]] ReportView* view() const { return child<ReportView>("reportView"); }
    [[nodiscard]] QString said() const { return child<SavedNotice>("savedNotice")->text(); }
    [[nodiscard]] bool isBusy() const { return child<QWidget>("reportBusy")->isVisible(); }

    /// Trains a small twin, opens it and waits until its report is there as a whole.
    void trainAndShow(const QString& name = QStringLiteral("one"))
    {
        run(name, spec(ExperimentKind::Twin));
        VERIFY_OK(m_store->open(at(name).toStdString()));
        m_tab->catchUp(true);
        QVERIFY(waitForReport());
    }
    [[nodiscard]] bool waitForReport() const
    {
        return QTest::qWaitFor([this] { return view()->report() && !isBusy(); }, 60'000);
    }
    void press(const char* button)
    {
        auto* const pressed = child<QPushButton>(button);
        QVERIFY2(pressed->isEnabled(), button);
        pressed->click();
        QVERIFY(QTest::qWaitFor([this] { return !isBusy(); }, 60'000));
    }

    /// Presses a button that asks where to write to, and answers with that file or folder.
    void pressAndAnswer(const char* button, const QString& path)
    {
        QTimer::singleShot(0, this, [this, path] {
            auto* const dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog != nullptr);
            m_suggested = dialog->selectedFiles().value(0);
            if (QFileInfo(path).isDir()) {
                // With nothing chosen in it, the folder that is shown is meant.
                dialog->setDirectory(path);
                dialog->findChild<QLineEdit*>("fileNameEdit")->clear();
                QMetaObject::invokeMethod(dialog, "done", Q_ARG(int, QDialog::Accepted));
                return;
            }
            dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
            // Not accept(), which is hidden: what Enter does.
            QMetaObject::invokeMethod(dialog, "accept");
        });
        press(button);
    }
    /// Names of a zip's entries.
    [[nodiscard]] static QStringList namesIn(const QString& archive)
    {
        QStringList names;
        const auto entries = zipEntries(archive.toStdString());
        for (const auto& entry : entries ? *entries : std::vector<ZipWriter::Entry>()) {
            names << QString::fromStdString(entry.name);
        }
        return names;
    }

    QString m_suggested;  ///< by the last dialog
    std::unique_ptr<ExperimentStore> m_store;
    std::unique_ptr<ReportTab> m_tab;
};

void tst_ReportTab::saysWhatToDoWhileThereIsNothing()
{
    m_tab->catchUp(true);
    QVERIFY(child<QLabel>("reportEmptyTitle")->isVisible());
    QVERIFY(child<QLabel>("reportEmptyHint")->text().contains("F5"));
    for (const char* button : {"reportWrite", "reportSavePdf", "reportHandIn"}) {
        QVERIFY2(!child<QPushButton>(button)->isEnabled(), button);
    }
}

void tst_ReportTab::saysThatItWaitsForATraining()
{
    LiveStore live;
    ReportTab tab(live.store());
    tab.show();
    const ExperimentId id = live.start("one");
    live.add(id, 1, {MadeUpRun(1, kBn).started()});
    live.add(id, 1, MadeUpRun(1, kBn).steps(1, 5));
    tab.catchUp(true);
    QCOMPARE(tab.findChild<QLabel*>("reportEmptyTitle")->text(), QString("Still training"));
    QVERIFY(!tab.findChild<QWidget*>("reportBusy")->isVisible());
}

void tst_ReportTab::showsTheReportWithItsFigures()
{
    trainAndShow();
    const QString text = view()->toPlainText();
    for (const char* said : {"Final test accuracy", "Ioffe", "Santurkar", "normscope twin"}) {
        QVERIFY2(text.contains(said), qPrintable(text));
    }
    QVERIFY(!view()->report()->document.figures.empty());
    QCOMPARE(view()->pictureCount(), view()->report()->document.figures.size());
    QVERIFY(!child<QLabel>("reportEmptyTitle")->isVisible());
}

void tst_ReportTab::goesToASection()
{
    trainAndShow();
    auto* const contents = child<QListWidget>("reportContents");
    QVERIFY(contents->count() > 4);
    const int before = view()->verticalScrollBar()->value();
    contents->setCurrentRow(contents->count() - 1);
    QVERIFY(view()->verticalScrollBar()->value() > before);
}

void tst_ReportTab::speaksTheLanguageChosen()
{
    trainAndShow();
    child<QComboBox>("reportLanguage")->setCurrentIndex(1);
    QVERIFY(waitForReport());
    QCOMPARE(view()->report()->options.language, ReportLanguage::Chinese);
    QVERIFY(view()->toPlainText().contains(QStringLiteral("批归一化")));
    // The window keeps its own language.
    QCOMPARE(m_tab->title(), QString("Report"));
}

void tst_ReportTab::writesIntoTheExperimentsFolder()
{
    trainAndShow();
    child<QComboBox>("reportPaper")->setCurrentIndex(1);
    press("reportWrite");
    QVERIFY2(said().contains(at("one")), qPrintable(said()));
    for (const char* file : {"report.pdf", "report.html", "report.md", "comparison.csv"}) {
        QVERIFY2(!contentOf(at("one/") + file).isEmpty(), file);
    }
    QVERIFY(contentOf(at("one/report.tex")).contains("letterpaper"));
    QVERIFY(!QDir(at("one/figures")).entryList({"*.svg"}).isEmpty());
}

void tst_ReportTab::savesOneFile_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("PDF") << "reportSavePdf"
                         << "mine.pdf" << QByteArray("%PDF-");
    QTest::newRow("HTML") << "reportSaveHtml"
                          << "mine.html" << QByteArray("<!DOCTYPE html>");
    QTest::newRow("LaTeX") << "reportSaveLatex"
                           << "mine.tex" << QByteArray("%");
    QTest::newRow("Markdown") << "reportSaveMarkdown"
                              << "mine.md" << QByteArray("# ");
}

void tst_ReportTab::savesOneFile()
{
    QFETCH(const QString, button);
    QFETCH(const QString, file);
    QFETCH(const QByteArray, beginning);
    trainAndShow();
    pressAndAnswer(button.toLatin1(), at(file));
    const QByteArray content = contentOf(at(file));
    QVERIFY2(content.startsWith(beginning), content.left(40).constData());
    QVERIFY2(said().contains(file), qPrintable(said()));
}

void tst_ReportTab::handsIn()
{
    trainAndShow();
    child<QLineEdit>("reportAuthor")->setText("Ada <b>&_%$#\\");
    pressAndAnswer("reportHandIn", at("mine.zip"));
    QVERIFY2(m_suggested.endsWith("normscope-hand-in.zip"), qPrintable(m_suggested));
    QVERIFY2(said().contains(at("mine.zip")), qPrintable(said()));
    const QStringList names = namesIn(at("mine.zip"));
    for (const char* name :
         {"README.md", "report.pdf", "report.html", "comparison.csv", "experiment.json", "seed-1/bn/iterations.csv"}) {
        QVERIFY2(names.contains(name), name);
    }
    QVERIFY(names.filter("figures/").size() > 4);
    QVERIFY(names.filter("safetensors").isEmpty());
    // The folder of the results stays as it is.
    QVERIFY(!QFile::exists(at("one/report.pdf")));
    QVERIFY(!QDir(at("one/export")).exists());
    // The preview goes on with what was written meanwhile.
    QVERIFY(waitForReport());
    QCOMPARE(view()->pictureCount(), view()->report()->document.figures.size());
}

void tst_ReportTab::handsInAllThatAreChecked()
{
    trainAndShow();
    run("two", spec(ExperimentKind::Twin, {"lr", "0.01"}));
    const auto cases = experimentOf({spec(ExperimentKind::Twin), {}}, {{"batch_size", {"20", "40"}}});
    VERIFY_OK(cases);
    run("three", *cases);
    VERIFY_OK(m_store->open(at("two").toStdString()));
    VERIFY_OK(m_store->open(at("three/batch-size-40").toStdString()));
    m_tab->catchUp(true);
    QVERIFY(child<QRadioButton>("reportOfAll")->isChecked());
    QVERIFY(waitForReport());
    pressAndAnswer("reportHandIn", at("all.zip"));
    const QStringList names = namesIn(at("all.zip"));
    for (const char* name :
         {"report.pdf", "comparison.csv", "experiments/one/experiment.json", "experiments/one/seed-1/bn/epochs.csv",
          "experiments/two/seed-1/no-bn/summary.json", "experiments/batch-size-40/seed-1/bn/run.json"}) {
        QVERIFY2(names.contains(name), qPrintable(name + said()));
    }
}

/// Nothing is left of an archive that there is no room for, and what was there stays.
void tst_ReportTab::leavesNothingHalfWritten()
{
    trainAndShow();
    QVERIFY(putFile(at("there.zip"), "before"));
    QVERIFY(QDir().mkpath(at("locked")));
    QVERIFY(QFile::rename(at("there.zip"), at("locked/there.zip")));
    const QByteArray before = contentOf(at("one/experiment.json"));
    {
        const FileSizeLimit limit(2000);
        QTimer::singleShot(0, this, [] {
            // May it be replaced?
            QTimer::singleShot(0, qApp, [] {
                if (auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                    question->button(QMessageBox::Yes)->click();
                }
            });
        });
        pressAndAnswer("reportHandIn", at("locked/there.zip"));
    }
    QVERIFY2(said().contains("cannot be written"), qPrintable(said()));
    QCOMPARE(contentOf(at("locked/there.zip")), QByteArray("before"));
    QCOMPARE(QDir(at("locked")).entryList(QDir::Files | QDir::Hidden), QStringList("there.zip"));
    QCOMPARE(contentOf(at("one/experiment.json")), before);
}

void tst_ReportTab::comparesAllThatAreChecked()
{
    trainAndShow();
    QVERIFY(!child<QRadioButton>("reportOfAll")->isEnabled());
    run("two", spec(ExperimentKind::Twin, {"lr", "0.01"}));
    VERIFY_OK(m_store->open(at("two").toStdString()));
    m_tab->catchUp(true);
    QVERIFY(child<QRadioButton>("reportOfAll")->isChecked());
    QVERIFY(waitForReport());
    QCOMPARE(view()->report()->data->experiments.size(), std::size_t{2});
    // In the order in which they were opened, whichever is the current one, for which nothing is made anew.
    QCOMPARE(view()->report()->data->experiments.front().name, std::string("one"));
    const auto before = view()->report();
    m_store->setCurrent(-1);
    m_tab->catchUp(true);
    QVERIFY(!isBusy());
    QCOMPARE(view()->report(), before);
    // Somebody who chooses one keeps it.
    child<QRadioButton>("reportOfOne")->click();
    m_tab->catchUp(true);
    QVERIFY(waitForReport());
    QCOMPARE(view()->report()->data->experiments.size(), std::size_t{1});
    QVERIFY(child<QRadioButton>("reportOfOne")->isChecked());
}

void tst_ReportTab::putsTitleAndAuthorOnIt()
{
    trainAndShow();
    const auto type = [&](const char* field, const QString& text) {
        auto* const edit = child<QLineEdit>(field);
        edit->setText(text);
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(waitForReport());
    };
    type("reportTitle", "Homework <b>&_%$#\\");
    type("reportAuthor", "Ada");
    type("reportCourse", "CS 101");
    const QString text = view()->toPlainText();
    QVERIFY2(text.startsWith("Homework <b>&_%$#\\\n"), qPrintable(text.left(200)));
    QVERIFY(text.contains("Ada") && text.contains("CS 101"));
    QCOMPARE(view()->pictureCount(), view()->report()->document.figures.size());
    // Another window, another day.
    ReportTab again(*m_store);
    QCOMPARE(again.findChild<QLineEdit*>("reportCourse")->text(), QString("CS 101"));
}

/// Both while somebody has chosen none, and in no case the window's where somebody has.
void tst_ReportTab::speaksAsTheWindowDoes()
{
    trainAndShow();
    QTranslator chinese;
    QVERIFY(chinese.load(QStringLiteral(":/i18n/normscope_zh_CN.qm")));
    QCoreApplication::installTranslator(&chinese);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LanguageChange);
    QVERIFY(waitForReport());
    QCOMPARE(view()->report()->options.language, ReportLanguage::Chinese);
    QVERIFY(view()->toPlainText().contains(QStringLiteral("批归一化")));
    child<QComboBox>("reportLanguage")->setCurrentIndex(0);
    QVERIFY(waitForReport());
    QCOMPARE(view()->report()->options.language, ReportLanguage::English);
}

void tst_ReportTab::endsSayingThatItTrains()
{
    run("one", spec(ExperimentKind::Twin));
    LiveStore live;
    ReportTab tab(live.store());
    tab.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tab));
    const ExperimentId id = live.start(at("one").toStdString());
    live.add(id, 1, {MadeUpRun(1, kBn).started()});
    live.add(id, 1, MadeUpRun(1, kBn).steps(1, 5));
    tab.catchUp(true);
    auto* const title = tab.findChild<QLabel*>("reportEmptyTitle");
    QCOMPARE(title->text(), QString("Still training"));
    live.end(id);
    auto* const shown = tab.findChild<ReportView*>("reportView");
    QVERIFY(QTest::qWaitFor([&] { return shown->report() != nullptr; }, 60'000));
    QVERIFY(!title->isVisible());
}

void tst_ReportTab::opensWhatItHasWritten()
{
    trainAndShow();
    run("two", spec(ExperimentKind::Twin, {"lr", "0.01"}));
    VERIFY_OK(m_store->open(at("two").toStdString()));
    m_tab->catchUp(true);
    QVERIFY(waitForReport());
    QVERIFY(!child<QPushButton>("reportOpenFolder")->isEnabled());
    QVERIFY(QDir().mkpath(at("of-both")));
    pressAndAnswer("reportWrite", at("of-both"));
    QVERIFY2(said().contains(at("of-both")), qPrintable(said()));
    QVERIFY(child<QPushButton>("reportOpenFolder")->isEnabled());
    UrlCatcher catcher;
    child<QPushButton>("reportOpenFolder")->click();
    child<QPushButton>("savedOpen")->click();
    child<QPushButton>("savedShow")->click();
    QCOMPARE(catcher.paths, QStringList({at("of-both"), at("of-both"), at("of-both")}));
}

/// Nothing opens files where there is no desktop.
void tst_ReportTab::saysWhereNothingOpensIt()
{
    trainAndShow();
    pressAndAnswer("reportSavePdf", at("mine.pdf"));
    child<QPushButton>("savedOpen")->click();
    QVERIFY2(said().contains("No program opened it. The file is " + at("mine.pdf")), qPrintable(said()));
    QCOMPARE(child<QLineEdit>("savedWhere")->text(), at("mine.pdf"));
    QVERIFY(child<QLineEdit>("savedWhere")->isVisible());
}

void tst_ReportTab::fitsASmallWindow_data()
{
    QTest::addColumn<ReportLanguage>("language");
    QTest::newRow("English") << ReportLanguage::English;
    QTest::newRow("Chinese") << ReportLanguage::Chinese;
}

/// No text of a button or a label is cut, and what does not fit is scrolled to.
void tst_ReportTab::fitsASmallWindow()
{
    QFETCH(const ReportLanguage, language);
    const ReportLanguageScope scope(language);
    ReportTab tab(*m_store);
    tab.resize(560, 330);
    tab.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tab));
    QVERIFY2(tab.width() == 560 && tab.height() == 330, "it asks for more");
    auto* const column = tab.findChild<QScrollArea*>("reportColumn");
    QVERIFY(tab.findChild<ReportView*>("reportView")->parentWidget()->width() > tab.width() / 3);
    for (const auto* button : column->findChildren<QAbstractButton*>()) {
        if (button->isVisibleTo(column)) {
            QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->text()));
            QVERIFY2(button->mapTo(column, QPoint(button->width(), 0)).x() <= column->viewport()->width(),
                     qPrintable(button->text()));
        }
    }
    auto* const last = tab.findChild<QListWidget*>("reportContents");
    column->ensureWidgetVisible(last);
    QVERIFY(last->mapTo(column, QPoint(0, 0)).y() < column->height());
}

void tst_ReportTab::tellsWhatCannotBeWritten()
{
    trainAndShow();
    // A folder of that name is in the way.
    QVERIFY(QDir().mkpath(at("one/report.md")));
    press("reportWrite");
    QVERIFY2(said().contains("report.md") && said().contains("cannot be written"), qPrintable(said()));
    QVERIFY(view()->report() != nullptr);
}

void tst_ReportTab::endsWhileItMakesAReport()
{
    run("one", spec(ExperimentKind::Twin));
    VERIFY_OK(m_store->open(at("one").toStdString()));
    for (const int milliseconds : {0, 5, 50}) {
        ReportTab tab(*m_store);
        tab.show();
        tab.catchUp(true);
        QTest::qWait(milliseconds);
    }
}

QTEST_MAIN(tst_ReportTab)
#include "tst_ReportTab.moc"
