#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QTabWidget>
#include <QTest>
#include <QTextBrowser>
#include <QTreeView>
#include <algorithm>

#include "WindowUser.h"
#include "ui/CommandPalette.h"
#include "ui/FuzzyMatch.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// Finding anything by typing: in the whole window, by keyboard.
class tst_CommandPalette : public QObject, protected WindowUser
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginWindowTests(); }
    void init();
    void cleanup() { closeWindow(); }
    void ranksWhatFits();
    void opensAndCloses();
    void setsSettings_data();
    void setsSettings();
    void aSettingIsOneStepOfItsOwn();
    void saysWhatIsNoValue();
    void aSettingWithoutValueIsCompleted();
    void whatCannotBeUsedSaysWhy();
    void findsActions_data();
    void findsActions();
    void usesPresetsDataTabsAndHelp();
    void findsRuns();
    void whatWasUsedLastComesFirst();
    void moves();
    void fitsASmallWindow();
    void isHeard();

  private:
    [[nodiscard]] QLineEdit& line() const { return *find<QLineEdit>("paletteLine"); }
    [[nodiscard]] const QListView& list() const { return *find<QListView>("paletteList"); }
    [[nodiscard]] bool isOpen() const { return find<QWidget>("commandPalette")->isVisible(); }
    [[nodiscard]] QString row(int at) const { return list().model()->index(at, 0).data().toString(); }
    [[nodiscard]] QString chosen() const { return list().currentIndex().data(Qt::AccessibleTextRole).toString(); }
    void open() const;
    /// Opens it anew and types.
    void ask(const QString& text) const;
    void enter() const { QTest::keyClick(&line(), Qt::Key_Return); }
};

void tst_CommandPalette::init()
{
    QSettings().remove(QLatin1String(CommandPalette::kKey));
    openWindow();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_CommandPalette::open() const
{
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus != nullptr ? focus : m_window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(isOpen());
    QCOMPARE(QApplication::focusWidget(), &line());
}

void tst_CommandPalette::ask(const QString& text) const
{
    if (isOpen()) {
        QTest::keyClick(&line(), Qt::Key_Escape);
    }
    open();
    // A keyboard has keys for ASCII; for all else there are other ways in.
    const bool hasKeys = std::all_of(text.begin(), text.end(), [](QChar letter) { return letter.unicode() < 128; });
    if (hasKeys) {
        QTest::keyClicks(&line(), text);
    } else {
        line().insert(text);
    }
}

void tst_CommandPalette::ranksWhatFits()
{
    const QString text = "export figure…";
    const int begins = matchScore("exp", text);
    const int word = matchScore("fig", text);
    const int within = matchScore("port", text);
    const int initials = matchScore("exfi", text);
    const int inOrder = matchScore("exprtgure", text);
    QVERIFY(begins > word && word > within && within > initials && initials > inOrder && inOrder > 0);
    for (const char* other : {"table", "figures", "xe", "z"}) {
        QCOMPARE(matchScore(other, text), 0);
    }
    QCOMPARE(typedWords("  Export \t Figure "), QStringList({"export", "figure"}));
    QVERIFY(matchScore(QString::fromUtf8("批"), QString::fromUtf8("训练批大小")) > 0);
}

void tst_CommandPalette::opensAndCloses()
{
    auto* rate = find<QLineEdit>("lr");
    rate->setFocus();
    QVERIFY(!isOpen());
    open();
    QTest::keyClick(&line(), Qt::Key_Escape);
    QVERIFY(!isOpen());
    QCOMPARE(QApplication::focusWidget(), rate);
    // What has the focus elsewhere closes it.
    open();
    find<QLineEdit>("epochs")->setFocus();
    QVERIFY(!isOpen());
    QCOMPARE(QApplication::focusWidget(), find<QLineEdit>("epochs"));
    // Its key once more, and its entries in the menus.
    open();
    QTest::keyClick(&line(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!isOpen());
    trigger("findAnything");
    QVERIFY(isOpen());
}

void tst_CommandPalette::setsSettings_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::newRow("key") << "lr 0.2"
                         << "lr"
                         << "0.2";
    QTest::newRow("key with an underscore") << "batch_size 50"
                                            << "batch_size"
                                            << "50";
    QTest::newRow("option") << "--batch-size 50"
                            << "batch_size"
                            << "50";
    QTest::newRow("option in one") << "--batch-size=50"
                                   << "batch_size"
                                   << "50";
    QTest::newRow("label") << "Batch size 50"
                           << "batch_size"
                           << "50";
    QTest::newRow("label with a colon") << "learning rate: 0.01"
                                        << "lr"
                                        << "0.01";
    QTest::newRow("Chinese label") << QString::fromUtf8("学习率 0.2") << "lr"
                                   << "0.2";
    QTest::newRow("short name") << "bs 50"
                                << "batch_size"
                                << "50";
    QTest::newRow("cut short") << "epo 3"
                               << "epochs"
                               << "3";
    QTest::newRow("several values") << "lr 0.1,0.01"
                                    << "lr"
                                    << "0.1,0.01";
    QTest::newRow("seeds") << "seeds 1..6"
                           << "seeds"
                           << "1,2,3,4,5,6";
    QTest::newRow("a list") << "hidden 64,32"
                            << "hidden"
                            << "64,32";
}

void tst_CommandPalette::setsSettings()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, field);
    trigger("newExperiment");
    ask(typed);
    QVERIFY2(!row(0).isEmpty(), qPrintable(typed));
    enter();
    QVERIFY(!isOpen());
    QTEST(find<QLineEdit>(field)->text().remove(' '), "value");
    trigger("undo");
    QVERIFY(find<QLineEdit>(field)->text().remove(' ') != typed.section(' ', -1));
}

void tst_CommandPalette::aSettingIsOneStepOfItsOwn()
{
    trigger("newExperiment");
    type("lr", "0.3");
    ask("lr 0.2");
    enter();
    type("lr", "0.4");
    trigger("undo");
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.2"));
    trigger("undo");
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.3"));
    trigger("redo");
    // As it is already: no step at all.
    ask("lr 0.2");
    QVERIFY2(chosen().contains("as it is"), qPrintable(chosen()));
    enter();
    trigger("undo");
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.3"));
    // Words of settings as they are called, too.
    const QList<std::pair<const char*, const char*>> models{
        {"model cnn", "cnn"}, {"model mini resnet", "resnet"}, {"model mlp", "mlp"}};
    for (const auto& [typed, word] : models) {
        ask(typed);
        enter();
        QCOMPARE(find<QComboBox>("model")->currentData().toString(), QString(word));
    }
    ask("bn off");
    enter();
    QVERIFY(!find<QAbstractButton>("bn_layers")->isChecked());
}

void tst_CommandPalette::saysWhatIsNoValue()
{
    trigger("newExperiment");
    ask("lr fast");
    QVERIFY2(chosen().contains("greater than 0"), qPrintable(chosen()));
    enter();
    QVERIFY(isOpen());
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.1"));
    ask("model cmm");
    QVERIFY2(chosen().contains("cnn"), qPrintable(chosen()));
    enter();
    QCOMPARE(find<QComboBox>("model")->currentData().toString(), QString("mlp"));
}

void tst_CommandPalette::aSettingWithoutValueIsCompleted()
{
    ask("momen");
    QVERIFY2(chosen().startsWith("Momentum"), qPrintable(chosen()));
    enter();
    QVERIFY(isOpen());
    QCOMPARE(line().text(), QString("momentum "));
    QTest::keyClicks(&line(), "0.5");
    enter();
    QCOMPARE(find<QLineEdit>("momentum")->text(), QString("0.5"));
}

void tst_CommandPalette::whatCannotBeUsedSaysWhy()
{
    const QList<std::pair<const char*, const char*>> rows{{"train › stop", "Nothing trains now"},
                                                          {"export figure", "No chart is shown"},
                                                          {"run again", "No experiment is shown"},
                                                          {"put back queue", "Nothing was taken out of the queue"}};
    for (const auto& [typed, why] : rows) {
        ask(typed);
        QVERIFY2(chosen().contains(why), qPrintable(chosen()));
        enter();
        QVERIFY(isOpen());
    }
    ask("nothing is called like this");
    QVERIFY(find<QWidget>("paletteNothing")->isVisible());
    enter();
    QVERIFY(isOpen());
}

void tst_CommandPalette::findsActions_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("typed");
    const QString chinese = QString::fromUtf8("全屏");
    for (const char* language : {"language-en", "language-zh_CN"}) {
        for (const QString& typed : {QString("full screen"), QString("fullscr"), QString("fusc"), chinese}) {
            QTest::addRow("%s, %s", language, qPrintable(typed)) << language << typed;
        }
    }
}

void tst_CommandPalette::findsActions()
{
    QFETCH(const QString, language);
    QFETCH(const QString, typed);
    trigger(language);
    QCoreApplication::processEvents();
    ask(typed);
    QVERIFY2(row(0).contains(find<QAction>("fullScreen")->iconText()), qPrintable(row(0)));
    QVERIFY(chosen().contains("F11"));
    enter();
    QVERIFY(m_window->isFullScreen());
    trigger("fullScreen");
    trigger("language-en");
}

void tst_CommandPalette::usesPresetsDataTabsAndHelp()
{
    ask("preset high");
    enter();
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.5"));
    const QString before = find<QComboBox>("dataset")->currentText();
    type("dataset", inHome("small"));
    ask("data builtin");
    enter();
    QCOMPARE(find<QComboBox>("dataset")->currentText(), before);
    ask("tab table");
    QVERIFY2(chosen().contains("Nothing trained yet"), qPrintable(chosen()));
    ask("help charts");
    enter();
    auto* help = m_window->findChild<QDialog*>("helpDialog");
    QVERIFY(help != nullptr && help->isVisible());
    help->close();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    ask("theme dark");
    enter();
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 128);
    trigger("theme-light");
}

void tst_CommandPalette::findsRuns()
{
    setUpQuick();
    trigger("trainTwin");
    QVERIFY(waitUntilIdle());
    trigger("trainOne");
    QVERIFY(waitUntilIdle());
    const QAbstractItemModel* experiments = find<QTreeView>("experimentList")->model();
    QCOMPARE(experiments->rowCount(), 2);
    const QString older = experiments->index(1, 0).data().toString();
    ask("run " + older);
    QVERIFY2(row(0).contains(older), qPrintable(row(0)));
    enter();
    QCOMPARE(find<QTreeView>("experimentList")->currentIndex().row(), 1);
    ask("tab report");
    enter();
    QCOMPARE(find<QTabWidget>("resultsTabs")->currentWidget()->objectName(), QString("reportTab"));
}

void tst_CommandPalette::whatWasUsedLastComesFirst()
{
    ask("normal text");
    enter();
    ask("reset layout");
    enter();
    open();
    QVERIFY2(row(0).contains("Reset layout") && row(1).contains("Normal text"), qPrintable(row(0) + row(1)));
    QVERIFY(list().model()->rowCount() > 40);
    // In another session, too, and in another language.
    closeWindow();
    m_language->setChoice(LanguageChoice::Chinese);
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    open();
    QVERIFY2(row(0).contains(find<QAction>("resetLayout")->iconText()), qPrintable(row(0)));
    m_language->setChoice(LanguageChoice::English);
}

void tst_CommandPalette::moves()
{
    open();
    const int rows = list().model()->rowCount();
    const auto at = [this] { return list().currentIndex().row(); };
    QCOMPARE(at(), 0);
    QTest::keyClick(&line(), Qt::Key_Down);
    QCOMPARE(at(), 1);
    QTest::keyClick(&line(), Qt::Key_Up);
    QTest::keyClick(&line(), Qt::Key_Up);
    QCOMPARE(at(), rows - 1);
    QTest::keyClick(&line(), Qt::Key_Down);
    QCOMPARE(at(), 0);
    QTest::keyClick(&line(), Qt::Key_PageDown);
    QVERIFY(at() > 5);
    QTest::keyClick(&line(), Qt::Key_PageUp);
    QCOMPARE(at(), 0);
    // A click does it.
    ask("reset layout");
    find<QWidget>("logDock")->show();
    const QListView& view = list();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier,
                      view.visualRect(view.model()->index(0, 0)).center());
    QVERIFY(!isOpen());
    QVERIFY(!find<QWidget>("logDock")->isVisible());
}

void tst_CommandPalette::fitsASmallWindow()
{
    for (const char* language : {"language-en", "language-zh_CN"}) {
        trigger(language);
        for (const QSize& size : {QSize(800, 480), QSize(1280, 800)}) {
            m_window->resize(size);
            QCoreApplication::processEvents();
            open();
            QCoreApplication::processEvents();
            const auto* palette = find<QWidget>("commandPalette");
            QVERIFY(m_window->rect().contains(palette->geometry()));
            QVERIFY(palette->rect().contains(list().geometry()) && palette->rect().contains(line().geometry()));
            QVERIFY(list().height() >= 5 * list().sizeHintForRow(0));
            m_window->resize(size - QSize(60, 0));
            QCoreApplication::processEvents();
            QVERIFY(m_window->rect().contains(palette->geometry()));
            QTest::keyClick(&line(), Qt::Key_Escape);
        }
    }
    trigger("language-en");
}

void tst_CommandPalette::isHeard()
{
    ask("stop all");
    QCOMPARE(line().accessibleDescription(), chosen());
    QVERIFY2(chosen().contains("Stop all") && chosen().contains("Nothing trains now"), qPrintable(chosen()));
    QTest::keyClick(&line(), Qt::Key_Down);
    QCOMPARE(line().accessibleDescription(), chosen());
}

QTEST_MAIN(tst_CommandPalette)
#include "tst_CommandPalette.moc"
