#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <cmath>
#include <initializer_list>
#include <memory>

#include "../support/FileSizeLimit.h"
#include "../support/RunFiles.h"
#include "LiveStore.h"
#include "ui/panels/SavedNotice.h"
#include "ui/panels/results/SettingsTab.h"
#include "ui/panels/results/TableTab.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// The tables of the results: one experiment or all that are checked, and their files.
class tst_TableTab : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("normscope-test"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_TableTab"));
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    }
    void init()
    {
        QSettings().clear();
        m_live = std::make_unique<LiveStore>();
        m_table = std::make_unique<TableTab>(m_live->store());
        m_settings = std::make_unique<SettingsTab>(m_live->store());
        m_table->resize(900, 500);
        m_table->show();
        m_settings->show();
    }
    void cleanup()
    {
        m_table.reset();
        m_settings.reset();
        m_live.reset();
    }

    void comparesAllThatAreChecked();
    void tellsWhatDiverged();
    void countsRunsWithoutTheOther();
    void keepsWhatSomebodyHasChosen();
    void savesTables_data();
    void savesTables();
    void tellsWhatCannotBeSaved();
    void comparesAnyTwo();
    void leavesHiddenColumnsOut();
    void savesChosenRows();
    void copiesForSpreadsheets();
    void fitsASmallWindow();

  private:
    ExperimentId train(const std::string& name, const std::vector<std::uint64_t>& seeds = {1})
    {
        const ExperimentId id = m_live->start(name, seeds);
        for (const std::uint64_t seed : seeds) {
            m_live->add(id, seed, MadeUpRun(seed, kBn).all());
            m_live->add(id, seed, MadeUpRun(seed, kNoBn).all());
        }
        m_live->end(id);
        catchUp();
        return id;
    }
    /// A run whose loss is no number in its sixth step.
    void diverge(ExperimentId id, std::uint64_t seed, const std::string& variant)
    {
        m_live->add(id, seed, {MadeUpRun(seed, variant).started()});
        m_live->add(id, seed, MadeUpRun(seed, variant).steps(1, 5));
        const float nan = std::nanf("");
        m_live->add(id, seed, {{variant, Step{6, 1, nan, 0.1, 0.1, 3.5}}, {variant, Diverged{6, 1, nan, 2.0F}}});
    }
    void catchUp()
    {
        for (ResultsTab* tab : std::initializer_list<ResultsTab*>{m_table.get(), m_settings.get()}) {
            tab->setRuns(shownRuns(m_live->store()));
            tab->catchUp(true);
        }
    }
    [[nodiscard]] const QAbstractItemModel& model() const
    {
        return *m_table->findChild<QTableView*>("comparisonTable")->model();
    }
    [[nodiscard]] QComboBox* compare() const { return m_table->findChild<QComboBox*>("compareCombo"); }
    void choose(int index)
    {
        compare()->setCurrentIndex(index);
        Q_EMIT compare()->activated(index);
    }
    [[nodiscard]] QStringList header() const
    {
        QStringList names;
        for (int column = 0; column < model().columnCount(); ++column) {
            names << model().headerData(column, Qt::Horizontal).toString();
        }
        return names;
    }
    [[nodiscard]] QString cell(int row, const char* column) const
    {
        const auto index = header().indexOf(QString::fromUtf8(column));
        return index < 0 ? "no such column" : model().index(row, static_cast<int>(index)).data().toString();
    }
    /// Saves the table of the tab by its button.
    static void save(QWidget& tab, const char* button, const QString& path)
    {
        QTimer::singleShot(0, &tab, [path] {
            auto* const dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog != nullptr);
            dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
            QMetaObject::invokeMethod(dialog, "accept");
        });
        tab.findChild<QPushButton*>(button)->click();
    }

    std::unique_ptr<LiveStore> m_live;
    std::unique_ptr<TableTab> m_table;
    std::unique_ptr<SettingsTab> m_settings;
};

void tst_TableTab::comparesAllThatAreChecked()
{
    train("first");
    QCOMPARE(compare()->currentIndex(), 0);
    QCOMPARE(header().value(0), QString("Aspect"));
    train("mlp", {1, 4});
    QVERIFY(compare()->isEnabled());
    QCOMPARE(compare()->currentText(), QString("All checked (2)"));
    QCOMPARE(model().rowCount(), 2);
    QCOMPARE(cell(0, "Experiment"), QString("seed 1"));
    QCOMPARE(cell(1, "Experiment"), QString("seeds 1, 4"));
    // 90 steps of 0.75 seconds.
    QCOMPARE(cell(0, "Training time, BN"), QString("67.50 s"));
    QCOMPARE(cell(0, "Training time, no BN"), QString("45.00 s"));
    QCOMPARE(cell(0, "Did not diverge, BN"), QString("1 of 1"));
    QCOMPARE(cell(1, "Did not diverge, no BN"), QString("2 of 2"));
    QVERIFY2(cell(1, "Final test accuracy, BN").contains("±"), qPrintable(cell(1, "Final test accuracy, BN")));
    // No made-up run gets to the lowest level.
    QCOMPARE(cell(0, "Iterations, BN"), QString("—"));
    // As the table of one experiment has it.
    const QString accuracy = cell(0, "Final test accuracy, no BN");
    m_live->store().setCurrent(1);
    choose(0);
    bool isThere = false;
    for (int row = 0; row < model().rowCount(); ++row) {
        isThere = isThere ||
                  (model().index(row, 1).data() == "Final test accuracy" && model().index(row, 3).data() == accuracy);
    }
    QVERIFY2(isThere, qPrintable(accuracy));
}

void tst_TableTab::tellsWhatDiverged()
{
    train("first");
    const ExperimentId id = m_live->start("wild");
    m_live->add(id, 1, MadeUpRun(1, kBn).all());
    diverge(id, 1, kNoBn);
    catchUp();
    QCOMPARE(cell(1, "Training time, BN"), QString("—"));
    m_live->end(id);
    catchUp();
    QCOMPARE(cell(1, "Did not diverge, BN"), QString("1 of 1"));
    QCOMPARE(cell(1, "Did not diverge, no BN"), QString("0 of 1"));
    QCOMPARE(cell(1, "Final test accuracy, no BN"), QString("diverged"));
}

/// Of the third seed there is one run only, and it diverged.
void tst_TableTab::countsRunsWithoutTheOther()
{
    train("first");
    const ExperimentId id = m_live->start("wild", {1, 2, 3});
    for (const std::uint64_t seed : {1U, 2U}) {
        m_live->add(id, seed, MadeUpRun(seed, kBn).all());
        m_live->add(id, seed, MadeUpRun(seed, kNoBn).all());
    }
    diverge(id, 3, kBn);
    m_live->end(id);
    catchUp();
    QCOMPARE(cell(1, "Did not diverge, BN"), QString("2 of 3"));
    QCOMPARE(cell(1, "Did not diverge, no BN"), QString("2 of 2"));
    const QString accuracy = cell(1, "Final test accuracy, BN");
    QVERIFY2(accuracy.endsWith("diverged (1 of 3)"), qPrintable(accuracy));
}

void tst_TableTab::keepsWhatSomebodyHasChosen()
{
    train("first");
    train("second");
    choose(0);
    m_live->store().setCurrent(1);
    catchUp();
    QCOMPARE(compare()->currentIndex(), 0);
    choose(1);
    QCOMPARE(header().value(0), QString("Experiment"));
    // All of one are that one.
    m_live->store().setChecked(2, false);
    catchUp();
    QCOMPARE(compare()->currentIndex(), 0);
    QCOMPARE(header().value(0), QString("Aspect"));
}

void tst_TableTab::savesTables_data()
{
    QTest::addColumn<bool>("isSettings");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("said");
    QTest::newRow("CSV") << false << "table.csv"
                         << "\nTraining time,Training time per epoch,22.50 s,15.00 s,+7.50 s\n";
    QTest::newRow("Markdown") << false << "table.md"
                              << "| Final test accuracy | ";
    QTest::newRow("LaTeX") << false << "table.tex"
                           << "\\toprule\n{}Aspect & {}Measure & ";
    QTest::newRow("settings") << true << "settings.md"
                              << "| Look at test set | every epoch |";
}

void tst_TableTab::savesTables()
{
    QFETCH(const bool, isSettings);
    QFETCH(const QString, file);
    QFETCH(const QString, said);
    const QTemporaryDir folder;
    train("made-up");
    QWidget& tab = isSettings ? static_cast<QWidget&>(*m_settings) : *m_table;
    save(tab, isSettings ? "saveSettingsButton" : "saveTableButton", folder.filePath(file));
    const QString content = QString::fromUtf8(contentOf(folder.filePath(file)));
    QVERIFY2(content.contains(said), qPrintable(content));
    const auto* const notice = tab.findChild<SavedNotice*>("savedNotice");
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(folder.filePath(file)), qPrintable(notice->text()));
    QVERIFY(notice->findChild<QPushButton*>("savedOpen")->isVisible());
}

void tst_TableTab::tellsWhatCannotBeSaved()
{
    const QTemporaryDir folder;
    train("made-up");
    {
        const FileSizeLimit limit(50);
        save(*m_table, "saveTableButton", folder.filePath("nowhere.csv"));
    }
    QVERIFY(QDir(folder.path()).isEmpty());
    const auto* const notice = m_table->findChild<SavedNotice*>("savedNotice");
    QVERIFY2(notice->text().contains("nowhere.csv"), qPrintable(notice->text()));
    QVERIFY(!notice->findChild<QPushButton*>("savedOpen")->isVisible());
}

void tst_TableTab::comparesAnyTwo()
{
    train("first", {1, 4});
    choose(2);
    QVERIFY(m_table->findChild<PairPicker*>()->isVisible());
    // To begin with the first that there is: of all seeds both variants.
    QCOMPARE(header().mid(2), QStringList({"BN, all seeds, mean", "no BN, all seeds, mean",
                                           "Mean difference (BN, all seeds − no BN, all seeds)"}));
    const auto pick = [this](const char* name, const char* text) {
        auto* const combo = m_table->findChild<QComboBox*>(name);
        const int index = combo->findText(text);
        QVERIFY2(index >= 0, text);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    };
    pick("pairFirstCombo", "BN, seed 4");
    pick("pairSecondCombo", "BN, seed 1");
    QCOMPARE(header().mid(2), QStringList({"BN, seed 4", "BN, seed 1", "Difference (BN, seed 4 − BN, seed 1)"}));
    QCOMPARE(cell(0, "Difference (BN, seed 4 − BN, seed 1)"), QString("0.00 s"));
    pick("pairFirstCombo", "each − its reference");
    QCOMPARE(compare()->currentIndex(), 0);
    QCOMPARE(header().value(2), QString("BN, mean"));
}

void tst_TableTab::leavesHiddenColumnsOut()
{
    const QTemporaryDir folder;
    train("made-up");
    auto* const table = m_table->findChild<CopyableTable*>("comparisonTable");
    const auto hide = [&](const QString& name) {
        const std::unique_ptr<QMenu> menu(table->columnsMenu(table));
        for (QAction* action : menu->actions()) {
            if (action->text() == name) {
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable(name));
    };
    hide("no BN");
    QVERIFY(table->isColumnHidden(3));
    save(*m_table, "saveTableButton", folder.filePath("table.csv"));
    QCOMPARE(QString::fromUtf8(contentOf(folder.filePath("table.csv"))).section('\n', 0, 0),
             QString("Aspect,Measure,BN,Difference (BN − no BN)"));
    QVERIFY(table->selectedText().startsWith("Aspect\tMeasure\tBN\tDifference (BN − no BN)\n"));
    // Of another table in the same place nothing is hidden, and it is as it was in the next session.
    train("second");
    QCOMPARE(header().value(0), QString("Experiment"));
    QVERIFY(!table->isColumnHidden(3));
    TableTab next(m_live->store());
    next.setRuns(shownRuns(m_live->store()));
    next.catchUp(true);
    auto* const again = next.findChild<QComboBox*>("compareCombo");
    again->setCurrentIndex(0);
    Q_EMIT again->activated(0);
    auto* const other = next.findChild<CopyableTable*>("comparisonTable");
    QVERIFY(other->isColumnHidden(3) && !other->isColumnHidden(2));
    choose(0);
    hide("no BN");
    QVERIFY(!table->isColumnHidden(3));
}

void tst_TableTab::savesChosenRows()
{
    const QTemporaryDir folder;
    train("made-up");
    auto* const table = m_table->findChild<CopyableTable*>("comparisonTable");
    // The second and third row, by a cell of each; the first of their aspect is not among them.
    table->selectionModel()->select(model().index(1, 2), QItemSelectionModel::Select);
    table->selectionModel()->select(model().index(2, 2), QItemSelectionModel::Select);
    save(*m_table, "saveTableButton", folder.filePath("table.csv"));
    const QStringList lines =
        QString::fromUtf8(contentOf(folder.filePath("table.csv"))).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines.at(1).startsWith("Training time,"), qPrintable(lines.at(1)));
    // A single cell is no choice of rows: somebody has clicked.
    table->clearSelection();
    table->setCurrentIndex(model().index(1, 2));
    save(*m_table, "saveTableButton", folder.filePath("all.md"));
    const QString all = QString::fromUtf8(contentOf(folder.filePath("all.md")));
    QVERIFY2(all.contains("| Final test accuracy | "), qPrintable(all));
}

void tst_TableTab::copiesForSpreadsheets()
{
    train("made-up");
    auto* const table = m_table->findChild<CopyableTable*>("comparisonTable");
    table->clearSelection();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QMimeData* copied = QGuiApplication::clipboard()->mimeData();
    QVERIFY(copied->hasHtml() && copied->hasText());
    QVERIFY2(copied->text().startsWith("Aspect\tMeasure\tBN\tno BN\t"), qPrintable(copied->text()));
    QVERIFY2(copied->html().contains("<tr><th>Aspect</th><th>Measure</th>"), qPrintable(copied->html()));
    QCOMPARE(copied->html().count("<tr>"), model().rowCount() + 1);
}

/// No button's text is cut where the window is small.
void tst_TableTab::fitsASmallWindow()
{
    train("first");
    train("second");
    for (QWidget* tab : std::initializer_list<QWidget*>{m_table.get(), m_settings.get()}) {
        tab->resize(500, 300);
        QCoreApplication::processEvents();
        QCOMPARE(tab->size(), QSize(500, 300));
        for (const QPushButton* button : tab->findChildren<QPushButton*>()) {
            if (button->isVisible()) {
                QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->text()));
                QVERIFY2(tab->rect().contains(QRect(button->mapTo(tab, QPoint()), button->size())),
                         qPrintable(button->text()));
            }
        }
    }
}

QTEST_MAIN(tst_TableTab)
#include "tst_TableTab.moc"
