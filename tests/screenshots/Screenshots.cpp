// Pictures of the real window: trains the built-in twin at its default button, then grabs every tab and panel; then
// three seeds as means with bands, and an experiment that was stopped and can be resumed.
//
//     normscope_screenshots DIR [WIDTHxHEIGHT…]
//
// scripts/screenshots calls it, once for each scaling.
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QThread>
#include <QTreeView>
#include <cstdio>
#include <functional>

#include <normscope/base/Logging.h>
#include <normscope/runtime/Allocator.h>

#include "ui/MainWindow.h"
#include "ui/charts/LineChart.h"
#include "ui/panels/ExportDialog.h"

namespace
{

using namespace normscope;
using namespace normscope::ui;

/// Lets the window work until the condition holds, at most for a minute.
bool waitFor(const std::function<bool()>& isDone)
{
    constexpr int kMostMilliseconds = 60'000;
    QElapsedTimer timer;
    timer.start();
    while (!isDone() && timer.elapsed() < kMostMilliseconds) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
        QThread::msleep(5);
    }
    return isDone();
}

void settle(int milliseconds = 400)
{
    QElapsedTimer timer;
    timer.start();
    waitFor([&] { return timer.elapsed() > milliseconds; });
}

class Photographer
{
  public:
    Photographer(MainWindow& window, QString folder)
        : m_window(window)
        , m_folder(std::move(folder))
    {
    }

    void trigger(const char* action) const { m_window.findChild<QAction*>(QString::fromLatin1(action))->trigger(); }

    [[nodiscard]] bool save(QWidget& widget, const QString& name) const
    {
        const QString path = QDir(m_folder).filePath(name + QStringLiteral(".png"));
        const bool isSaved = widget.grab().save(path);
        std::fprintf(isSaved ? stdout : stderr, "%s%s\n", isSaved ? "" : "cannot be written: ", qPrintable(path));
        return isSaved;
    }

    /// All tabs of the results, then the lower half of the settings and the export dialog.
    [[nodiscard]] bool shootAll(const QString& prefix) const
    {
        bool isSaved = true;
        auto* tabs = m_window.centralWidget()->findChild<QTabWidget*>();
        for (int i = 0; i < tabs->count(); ++i) {
            tabs->setCurrentIndex(i);
            settle();
            isSaved &= save(m_window, QStringLiteral("%1-%2").arg(prefix, tabs->widget(i)->objectName()));
        }
        tabs->setCurrentIndex(0);
        auto* form = m_window.findChild<QDockWidget*>(QStringLiteral("setupDock"))->findChild<QScrollArea*>();
        form->verticalScrollBar()->setValue(form->verticalScrollBar()->maximum());
        m_window.findChild<QDockWidget*>(QStringLiteral("logDock"))->raise();
        settle();
        isSaved &= save(m_window, prefix + QStringLiteral("-settings"));
        form->verticalScrollBar()->setValue(0);
        m_window.findChild<QDockWidget*>(QStringLiteral("experimentsDock"))->raise();
        for (LineChart* chart : m_window.findChildren<LineChart*>()) {
            if (chart->isVisible()) {
                ExportDialog dialog(*chart, QStringLiteral("twin"), &m_window);
                dialog.show();
                settle();
                isSaved &= save(dialog, prefix + QStringLiteral("-export"));
                break;
            }
        }
        return isSaved;
    }

    void type(const char* field, const QString& text) const
    {
        auto* line = m_window.findChild<QLineEdit*>(QString::fromLatin1(field));
        line->setText(text);
        Q_EMIT line->textEdited(text);
    }

    /// Trains at the default button; to the end, or until so many milliseconds have passed.
    [[nodiscard]] bool train(int milliseconds = 0) const
    {
        const auto* stop = m_window.findChild<QAction*>(QStringLiteral("stop"));
        trigger("trainTwin");
        if (milliseconds > 0) {
            settle(milliseconds);
            trigger("stop");
        }
        return waitFor([&] { return !stop->isEnabled(); });
    }

    /// Shows the newest experiment alone.
    void showNewestAlone() const
    {
        auto* list = m_window.findChild<QTreeView*>(QStringLiteral("experimentList"))->model();
        for (int row = 1; row < list->rowCount(); ++row) {
            list->setData(list->index(row, 0), Qt::Unchecked, Qt::CheckStateRole);
        }
    }

    /// Those tabs in which seeds are laid together.
    [[nodiscard]] bool shootSeeds(const QString& prefix) const
    {
        bool isSaved = true;
        auto* tabs = m_window.centralWidget()->findChild<QTabWidget*>();
        for (const int i : {0, 2, 3}) {
            tabs->setCurrentIndex(i);
            settle();
            isSaved &= save(m_window, QStringLiteral("%1-seeds-%2").arg(prefix, tabs->widget(i)->objectName()));
        }
        tabs->setCurrentIndex(0);
        return isSaved;
    }

  private:
    MainWindow& m_window;
    QString m_folder;
};

/// Calls `shoot(prefix)` in every theme and language.
template <class Shoot>
void inAllLooks(const Photographer& photographer, const QString& size, Shoot shoot)
{
    for (const bool isDark : {false, true}) {
        photographer.trigger(isDark ? "theme-dark" : "theme-light");
        for (const bool isChinese : {false, true}) {
            photographer.trigger(isChinese ? "language-zh_CN" : "language-en");
            settle();
            shoot(QStringLiteral("%1-%2-%3")
                      .arg(size, isDark ? QStringLiteral("dark") : QStringLiteral("light"),
                           isChinese ? QStringLiteral("zh") : QStringLiteral("en")));
        }
    }
}

}  // namespace

int main(int argc, char** argv)
{
    keepFreedMemory();
    const QTemporaryDir home;
    qputenv("NORMSCOPE_RUNS", home.filePath(QStringLiteral("runs")).toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, home.path());
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Normscope"));
    if (argc < 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("normscope_screenshots DIR [WIDTHxHEIGHT…]\n", stderr);
        return 2;
    }
    (void)setUpLogging("warning");
    Theme theme;
    Language language;
    language.setChoice(LanguageChoice::English);
    theme.setChoice(ThemeChoice::Light);
    MainWindow window(theme, language);
    const Photographer photographer(window, QString::fromLocal8Bit(argv[1]));
    QStringList sizes = QApplication::arguments().mid(2);
    if (sizes.isEmpty()) {
        sizes.append(QStringLiteral("1280x800"));
    }
    const auto resize = [&](const QString& size) {
        window.resize(size.section(QLatin1Char('x'), 0, 0).toInt(), size.section(QLatin1Char('x'), 1, 1).toInt());
    };
    resize(sizes.front());
    window.show();
    settle();
    bool isSaved = photographer.save(window, sizes.front() + QStringLiteral("-light-en-start"));
    const auto* state = window.findChild<QLabel*>(QStringLiteral("runText"));
    const QString ready = state->text();
    photographer.trigger("trainTwin");
    if (!waitFor([&] { return state->text() != ready; }) || !waitFor([&] { return state->text() == ready; })) {
        std::fprintf(stderr, "the training did not come to its end: %s\n", qPrintable(state->text()));
        return 1;
    }
    for (const QString& size : sizes) {
        resize(size);
        inAllLooks(photographer, size, [&](const QString& prefix) { isSaved &= photographer.shootAll(prefix); });
    }
    photographer.type("epochs", QStringLiteral("1"));
    photographer.type("seeds", QStringLiteral("1,2,3"));
    isSaved &= photographer.train();
    photographer.showNewestAlone();
    window.findChild<QComboBox*>(QStringLiteral("seedsCombo"))->setCurrentIndex(2);
    resize(sizes.front());
    inAllLooks(photographer, sizes.front(), [&](const QString& prefix) { isSaved &= photographer.shootSeeds(prefix); });
    photographer.type("epochs", QStringLiteral("1000"));
    isSaved &= photographer.train(3000);
    photographer.showNewestAlone();
    inAllLooks(photographer, sizes.front(), [&](const QString& prefix) {
        isSaved &= photographer.save(window, prefix + QStringLiteral("-stopped"));
    });
    window.quit();
    return isSaved ? 0 : 1;
}
