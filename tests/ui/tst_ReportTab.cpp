#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>
#include <memory>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/RunFiles.h"
#include "LiveStore.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/report/ReportView.h"
#include "ui/panels/results/ReportTab.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

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
    void comparesAllThatAreChecked();
    void tellsWhatCannotBeWritten();
    void endsWhileItMakesAReport();

  private:
    template <class T>
    [[nodiscard]] T* child(const char* name) const
    {
        return m_tab->findChild<T*>(QString::fromLatin1(name));
    }
    [[nodiscard]] ReportView* view() const { return child<ReportView>("reportView"); }
    [[nodiscard]] QString said() const { return child<QLabel>("reportSaid")->text(); }
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
    QCOMPARE(view()->report()->language, ReportLanguage::Chinese);
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
    QTimer::singleShot(0, this, [&] {
        auto* const dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        dialog->setDirectory(at("."));
        dialog->selectFile(at(file));
        // Not accept(), which is hidden: what Enter does.
        QMetaObject::invokeMethod(dialog, "accept");
    });
    press(button.toLatin1());
    const QByteArray content = contentOf(at(file));
    QVERIFY2(content.startsWith(beginning), content.left(40).constData());
    QVERIFY2(said().contains(file), qPrintable(said()));
}

void tst_ReportTab::handsIn()
{
    trainAndShow();
    press("reportHandIn");
    QVERIFY2(said().contains("handin"), qPrintable(said()));
    const QStringList archives = QDir(at("one/export/handin")).entryList({"*.zip"});
    QCOMPARE(archives.size(), 1);
    QVERIFY(contentOf(at("one/export/handin/") + archives.front()).startsWith("PK"));
}

void tst_ReportTab::comparesAllThatAreChecked()
{
    trainAndShow();
    QVERIFY(!child<QRadioButton>("reportOfAll")->isEnabled());
    run("two", spec(ExperimentKind::Twin, {"lr", "0.01"}));
    VERIFY_OK(m_store->open(at("two").toStdString()));
    m_tab->catchUp(true);
    QVERIFY(child<QRadioButton>("reportOfAll")->isEnabled());
    child<QRadioButton>("reportOfAll")->click();
    QVERIFY(waitForReport());
    QCOMPARE(view()->report()->data.experiments.size(), std::size_t{2});
    // Whose folder would it be?
    QVERIFY(!child<QPushButton>("reportHandIn")->isEnabled());
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
