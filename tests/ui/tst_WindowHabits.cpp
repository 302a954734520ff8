#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QGraphicsSimpleTextItem>
#include <QGraphicsTextItem>
#include <QGraphicsView>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTreeView>

#include <normscope/experiment/RunFolder.h>

#include "../support/Expect.h"
#include "WindowUser.h"
#include "ui/FocusKeys.h"
#include "ui/KeptSettings.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// What people's hands expect of any window: menus and shortcuts from everywhere, help on everything, nothing lost.
class tst_WindowHabits : public QObject, protected WindowUser
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginWindowTests(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void mnemonicsAreTheMenus_data();
    void mnemonicsAreTheMenus();
    void menusOpenFromAField();
    void shortcutsWorkInAField_data();
    void shortcutsWorkInAField();
    void editingKeysStayTheFields();
    void spaceIsTheListsAndElsewherePauses();
    void everyWidgetSaysWhatItIs();
    void theFormIsNeverCut_data() { mnemonicsAreTheMenus_data(); }
    void theFormIsNeverCut();
    void noPageCutsItsTexts_data();
    void noPageCutsItsTexts();
    void messagesLeaveTheWindowAsItIs();
    void whatIsSetUpIsThereTheNextTime();
    void changesThatAreDiscardedStayAway();
    void newCanBeTakenBack();
    void theWholeAssignmentQueuesThreeCases();
    void missingDataAreRefusedBeforehand();

  private:
    void pick(const QString& preset) const;
    /// What is cut of the texts that can be seen in a part of the window.
    [[nodiscard]] static QStringList cutTextsIn(const QWidget& part);
    /// The texts in a dock that may have a mnemonic.
    [[nodiscard]] static QStringList textsIn(const QWidget& dock);
};

void tst_WindowHabits::pick(const QString& preset) const
{
    auto* list = find<QComboBox>("presets");
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Space);
    list->view()->setCurrentIndex(list->model()->index(list->findText(preset), 0));
    QTest::keyClick(list->view(), Qt::Key_Return);
    QCOMPARE(list->currentText(), preset);
}

QStringList tst_WindowHabits::textsIn(const QWidget& dock)
{
    QStringList texts;
    for (const QWidget* widget : dock.findChildren<QWidget*>()) {
        if (const auto* label = qobject_cast<const QLabel*>(widget); label != nullptr && label->buddy() != nullptr) {
            texts.append(label->text());
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            texts.append(button->text());
        } else if (const auto* box = qobject_cast<const QGroupBox*>(widget)) {
            texts.append(box->title());
        } else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
            for (int i = 0; i < tabs->count(); ++i) {
                texts.append(tabs->tabText(i));
            }
        }
    }
    return texts;
}

void tst_WindowHabits::mnemonicsAreTheMenus_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << "language-en";
    QTest::newRow("Chinese") << "language-zh_CN";
}

void tst_WindowHabits::mnemonicsAreTheMenus()
{
    QFETCH(const QString, language);
    trigger(language);
    QCoreApplication::processEvents();
    QSet<QKeySequence> menus;
    for (const QAction* menu : m_window->menuBar()->actions()) {
        const QKeySequence key = QKeySequence::mnemonic(menu->text());
        QVERIFY2(!key.isEmpty() && !menus.contains(key), qPrintable(menu->text()));
        menus.insert(key);
    }
    for (const QDockWidget* dock : m_window->findChildren<QDockWidget*>()) {
        QHash<QKeySequence, QString> taken;
        for (const QString& text : textsIn(*dock)) {
            const QKeySequence key = QKeySequence::mnemonic(text);
            if (!key.isEmpty()) {
                QVERIFY2(!menus.contains(key), qPrintable(text));
                QVERIFY2(!taken.contains(key), qPrintable(text + " and " + taken.value(key)));
                taken.insert(key, text);
            }
        }
    }
}

void tst_WindowHabits::menusOpenFromAField()
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto* rate = find<QLineEdit>("lr");
    for (QAction* menu : m_window->menuBar()->actions()) {
        rate->setFocus();
        const QKeyCombination key = QKeySequence::mnemonic(menu->text())[0];
        QTest::keyClick(rate, key.key(), Qt::AltModifier);
        QVERIFY2(QTest::qWaitFor([&] { return menu->menu()->isVisible(); }, 1'000), qPrintable(menu->text()));
        QTest::keyClick(menu->menu(), Qt::Key_Escape);
        QVERIFY(!menu->menu()->isVisible());
        QTest::keyClick(m_window->menuBar(), Qt::Key_Escape);
    }
    QCOMPARE(rate->text(), QString("0.1"));
}

void tst_WindowHabits::shortcutsWorkInAField_data()
{
    QTest::addColumn<QString>("field");
    for (const char* field : {"lr", "dataset", "logSearch", "logText"}) {
        QTest::newRow(field) << field;
    }
}

void tst_WindowHabits::shortcutsWorkInAField()
{
    QFETCH(const QString, field);
    auto* log = find<QDockWidget>("logDock");
    log->show();
    log->raise();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto* editor = find<QWidget>(field);
    int tried = 0;
    for (QAction* action : m_window->findChildren<QAction*>()) {
        const QKeySequence shortcut = action->shortcut();
        if (shortcut.isEmpty() || action->shortcutContext() != Qt::WindowShortcut ||
            FocusKeys::edits(QKeyEvent(QEvent::KeyPress, shortcut[0].key(), shortcut[0].keyboardModifiers()))) {
            continue;
        }
        // It is told, but does nothing.
        disconnect(action, &QAction::triggered, nullptr, nullptr);
        action->setEnabled(true);
        const QSignalSpy triggered(action, &QAction::triggered);
        editor->setFocus();
        QTest::keyClick(editor, shortcut[0].key(), shortcut[0].keyboardModifiers());
        QVERIFY2(triggered.count() == 1, qPrintable(action->objectName() + " " + shortcut.toString()));
        ++tried;
    }
    QVERIFY(tried > 15);
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.1"));
}

void tst_WindowHabits::editingKeysStayTheFields()
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    auto* rate = find<QLineEdit>("lr");
    rate->setFocus();
    QTest::keyClick(rate, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(rate->selectedText(), QString("0.1"));
    QTest::keyClicks(rate, "0.25");
    QTest::keyClick(rate, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(rate->text() != "0.25");
    // What the field has not done, the window takes back.
    trigger("newExperiment");
    find<QLineEdit>("epochs")->setFocus();
    QTest::keyClick(find<QLineEdit>("epochs"), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(find<QLineEdit>("lr")->text(), rate->text());
    pick("High learning rate");
    rate->setFocus();
    QTest::keyClick(rate, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(rate->text() != "0.5");
    // Also in a list that can be written in.
    auto* dataset = find<QComboBox>("dataset");
    const QString epochs = find<QLineEdit>("epochs")->text();
    type("epochs", "77");
    dataset->setFocus();
    QVERIFY(!dataset->lineEdit()->isUndoAvailable());
    QTest::keyClick(dataset, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(find<QLineEdit>("epochs")->text(), epochs);
    type("dataset", inHome("nothing here"));
    QTest::keyClick(dataset, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(dataset->currentText() != inHome("nothing here"));
    QVERIFY(dataset->lineEdit()->isRedoAvailable());
}

void tst_WindowHabits::spaceIsTheListsAndElsewherePauses()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }));
    m_window->activateWindow();
    auto* list = find<QTreeView>("experimentList");
    const auto* pause = find<QAction>("pause");
    const auto isChecked = [&] { return list->model()->index(0, 0).data(Qt::CheckStateRole).toInt() == Qt::Checked; };
    list->setCurrentIndex(list->model()->index(0, 1));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(!isChecked());
    QVERIFY(!pause->isChecked());
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(isChecked());
    // A preset was picked, a training begun: nobody wants another preset now.
    find<QComboBox>("presets")->setFocus();
    QTest::keyClick(find<QComboBox>("presets"), Qt::Key_Space);
    QVERIFY(pause->isChecked());
    QTest::keyClick(find<QComboBox>("presets"), Qt::Key_Space);
    QVERIFY(!pause->isChecked());
    list->setFocus();
    // A row that waits has no check box.
    trigger("trainTwin");
    list->setCurrentIndex(list->model()->index(0, 0));
    QVERIFY(!list->model()->index(0, 0).flags().testFlag(Qt::ItemIsUserCheckable));
    QTest::keyClick(list, Qt::Key_Space);
    QVERIFY(pause->isChecked());
}

void tst_WindowHabits::everyWidgetSaysWhatItIs()
{
    const auto helpOf = [this](const QWidget* widget) {
        while (widget != nullptr && widget != m_window.get() && widget->whatsThis().isEmpty()) {
            widget = widget->parentWidget();
        }
        return widget != nullptr && widget != m_window.get() ? widget->whatsThis() : QString();
    };
    // As a screen reader hears it: also the text of a label beside it.
    const auto nameOf = [](QWidget* widget) {
        return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
    };
    QStringList missing;
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
        const auto* label = qobject_cast<const QLabel*>(widget);
        if (widget->focusPolicy() == Qt::NoFocus || (label != nullptr && label->text().isEmpty()) ||
            widget->focusProxy() != nullptr || widget->window() != m_window.get() ||
            widget->objectName().startsWith("qt_")) {
            continue;
        }
        QStringList path;
        for (const QWidget* part = widget; part != nullptr && part != m_window.get(); part = part->parentWidget()) {
            path.prepend(part->objectName().isEmpty() ? part->metaObject()->className() : part->objectName());
        }
        const bool isReached = (widget->focusPolicy() & Qt::TabFocus) != 0;
        if (nameOf(widget).isEmpty() || helpOf(widget).isEmpty() || !isReached) {
            missing.append(path.join('/') + (nameOf(widget).isEmpty() ? " has no name" : "") +
                           (helpOf(widget).isEmpty() ? " has no help" : "") + (isReached ? "" : " has no key"));
        }
    }
    for (const QString& one : std::as_const(missing)) {
        qWarning().noquote() << one;
    }
    QVERIFY(missing.isEmpty());
}

void tst_WindowHabits::theFormIsNeverCut()
{
    QFETCH(const QString, language);
    trigger(language);
    auto* dock = find<QDockWidget>("setupDock");
    dock->show();
    for (const QSize& size : {QSize(800, 480), QSize(1280, 800), QSize(1920, 1080)}) {
        m_window->resize(size);
        QTest::qWait(50);
        const auto* form = dock->findChild<QScrollArea*>();
        QVERIFY(form->widget()->width() <= form->viewport()->width());
        for (const QLabel* label : dock->findChildren<QLabel*>()) {
            QVERIFY2(!label->isVisible() || label->wordWrap() || label->sizeHint().width() <= label->width(),
                     qPrintable(label->text()));
        }
        for (const QGroupBox* box : dock->findChildren<QGroupBox*>()) {
            QVERIFY2(box->fontMetrics().horizontalAdvance(box->title()) < box->width(), qPrintable(box->title()));
        }
    }
}

QStringList tst_WindowHabits::cutTextsIn(const QWidget& part)
{
    QStringList cut;
    const auto name = [](const QWidget* widget, const QString& text) {
        return QStringLiteral("%1 \"%2\"").arg(widget->objectName(), text);
    };
    for (const QLabel* label : part.findChildren<QLabel*>()) {
        const QSize needed = label->wordWrap() ? QSize(0, label->heightForWidth(label->width())) : label->sizeHint();
        if (label->isVisible() && !label->text().isEmpty() &&
            (needed.width() > label->width() || needed.height() > label->height())) {
            cut << name(label, label->text());
        }
    }
    for (const QAbstractButton* button : part.findChildren<QAbstractButton*>()) {
        // An entry of a legend shortens its name, which its tip has whole.
        const bool isShortened = button->objectName().startsWith("legendEntry");
        if (button->isVisible() && !button->text().isEmpty() && !isShortened &&
            button->sizeHint().width() > button->width()) {
            cut << name(button, button->text());
        }
    }
    for (const QComboBox* list : part.findChildren<QComboBox*>()) {
        const int text = list->fontMetrics().horizontalAdvance(list->currentText());
        if (list->isVisible() && !list->isEditable() && text > list->width()) {
            cut << name(list, list->currentText());
        }
    }
    for (const QGraphicsView* chart : part.findChildren<QGraphicsView*>()) {
        for (const QGraphicsItem* item : chart->isVisible() ? chart->items() : QList<QGraphicsItem*>()) {
            const auto* number = qgraphicsitem_cast<const QGraphicsSimpleTextItem*>(item);
            const auto* title = qgraphicsitem_cast<const QGraphicsTextItem*>(item);
            const QString text = number != nullptr ? number->text() : title != nullptr ? title->toPlainText() : "";
            const QRect seen = chart->mapFromScene(item->sceneBoundingRect()).boundingRect();
            if (item->isVisible() && !text.isEmpty() &&
                !chart->viewport()->rect().adjusted(-1, -1, 1, 1).contains(seen)) {
                cut << name(chart->parentWidget(), text);
            }
        }
    }
    return cut;
}

void tst_WindowHabits::noPageCutsItsTexts_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("language");
    for (const QSize& size :
         {QSize(800, 480), QSize(1024, 600), QSize(1280, 800), QSize(1920, 1080), QSize(3840, 2160)}) {
        for (const char* language : {"language-en", "language-zh_CN"}) {
            QTest::addRow("%dx%d, %s", size.width(), size.height(), language) << size << language;
        }
    }
}

void tst_WindowHabits::noPageCutsItsTexts()
{
    QFETCH(const QSize, size);
    QFETCH(const QString, language);
    setUpQuick();
    type("seeds", "1,2,3");
    trigger("trainTwin");
    QVERIFY(waitUntilIdle());
    trigger(language);
    m_window->resize(size);
    auto* tabs = find<QTabWidget>("resultsTabs");
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        const QWidget& page = *m_window->centralWidget();
        QTRY_VERIFY2(cutTextsIn(page).isEmpty(), qPrintable(cutTextsIn(page).join('\n')));
    }
    QCOMPARE(m_window->size(), size);
    // What is a key in the form is none in a table.
    const auto* settings = find<QTableView>("settingsTable")->model();
    for (int row = 0; row < settings->rowCount(); ++row) {
        const QString label = settings->index(row, 0).data().toString();
        QVERIFY2(!label.contains('(') && !label.contains('&'), qPrintable(label));
    }
}

void tst_WindowHabits::messagesLeaveTheWindowAsItIs()
{
    pick("The whole assignment");
    m_window->resize(m_window->minimumSizeHint());
    QTest::qWait(100);
    const QSize before = m_window->size();
    auto* line = find<QComboBox>("dataset")->lineEdit();
    line->selectAll();
    for (const char letter : QByteArray("kmnist or something else that is not there")) {
        QTest::keyClick(line, letter);
        QTest::qWait(10);
        QCOMPARE(m_window->size(), before);
    }
    QVERIFY(QTest::qWaitFor([this] { return find<QLabel>("datasetMessage")->isVisible(); }));
    type("momentum", "0");
    find<QAbstractButton>("nesterov")->setChecked(true);
    QTest::qWait(100);
    QVERIFY(find<QLabel>("problems")->isVisible());
    QCOMPARE(m_window->size(), before);
    answer(QMessageBox::AcceptRole);
    trigger("trainTwin");
    QTest::qWait(100);
    QCOMPARE(m_window->size(), before);
}

void tst_WindowHabits::whatIsSetUpIsThereTheNextTime()
{
    type("epochs", "77");
    type("lr", "fast");
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("77"));
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("fast"));
    QVERIFY(m_window->isWindowModified());
    // Also where nothing comes to an end as it should: shortly after a change it is kept.
    type("epochs", "78");
    QVERIFY(QTest::qWaitFor([] { return QSettings().value(KeptSettings::kKey).toByteArray().contains("78"); }));
    m_window.reset();
    QSettings().setValue(KeptSettings::kKey, QByteArray("{\"version\":1,\"settings\":["));
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("5"));
    QVERIFY(!m_window->isWindowModified());
}

void tst_WindowHabits::changesThatAreDiscardedStayAway()
{
    type("epochs", "7");
    const QString path = inHome("kept.json");
    {
        ExperimentDocument document;
        document.set("epochs", "6");
        VERIFY_OK(document.save(path.toStdString()));
    }
    m_window->open(path);
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("6"));
    type("epochs", "8");
    answer(QMessageBox::DestructiveRole);
    m_window->close();
    QCOMPARE(m_questions, 1);
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("6"));
    QVERIFY(!m_window->isWindowModified());
    QVERIFY(m_window->windowTitle().startsWith("kept"));
}

void tst_WindowHabits::newCanBeTakenBack()
{
    type("epochs", "7");
    trigger("newExperiment");
    QCOMPARE(m_questions, 0);
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("5"));
    trigger("undo");
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("7"));
}

void tst_WindowHabits::theWholeAssignmentQueuesThreeCases()
{
    setUpLong();
    pick("The whole assignment");
    type("epochs", "100000");
    type("batch_size", "20");
    trigger("trainTwin");
    const auto* model = find<QTreeView>("experimentList")->model();
    QCOMPARE(model->rowCount(), 1);
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }));
    QCOMPARE(state(), QString("training"));
    auto* list = find<QTreeView>("experimentList");
    list->expand(model->index(0, 0));
    QStringList states;
    for (int row = 0; row < 3; ++row) {
        states << model->index(row, 1, model->index(0, 0)).data().toString();
    }
    QCOMPARE(states, QStringList({"training", "not begun", "not begun"}));
    const QStringList folders = runFolders().filter("mlp-cnn-resnet");
    QCOMPARE(folders.size(), 1);
    const auto plan = readPlan(std::filesystem::path(inHome("runs").toStdString()) / folders.front().toStdString());
    VERIFY_OK(plan);
    QCOMPARE(plan->cases().size(), std::size_t{3});
    m_window->quit();
    QVERIFY(QTest::qWaitFor([this] { return !m_window->isVisible(); }, 30'000));
}

void tst_WindowHabits::missingDataAreRefusedBeforehand()
{
    const auto runs = runFolders();
    type("dataset", inHome("nothing here"));
    answer(QMessageBox::AcceptRole);
    trigger("trainTwin");
    QCOMPARE(m_questions, 1);
    QVERIFY2(m_question.contains("Choose a folder…") && m_question.contains("nothing here"), qPrintable(m_question));
    QCOMPARE(runFolders(), runs);
    QCOMPARE(find<QTreeView>("experimentList")->model()->rowCount(), 0);
}

QTEST_MAIN(tst_WindowHabits)
#include "tst_WindowHabits.moc"
