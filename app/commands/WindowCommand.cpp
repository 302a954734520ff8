#include <QApplication>
#include <QFile>
#include <QIcon>
#include <QThreadPool>
#include <QTimer>

#include <normscope/train/TrainingEngine.h>

#include "../QuitSignals.h"
#include "Commands.h"
#include "ui/MainWindow.h"
#include "ui/ViewMenu.h"

namespace normscope
{

int openWindow(int argc, char** argv, const std::vector<std::string>& paths)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("normscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Normscope"));
    QApplication::setOrganizationName(QStringLiteral("Normscope"));
    QApplication::setDesktopFileName(QStringLiteral("normscope"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/normscope.svg")));
    ui::Theme theme;
    ui::Language language;
    ui::ViewMenu::restoreChoices(theme, language);
    ui::MainWindow window(theme, language);
    const QuitSignals quitSignals;
    QObject::connect(&quitSignals, &QuitSignals::received, &window, &ui::MainWindow::quit);
    window.show();
    for (const std::string& path : paths) {
        window.open(QFile::decodeName(path.c_str()));
    }
    // What trains is there when it is asked for, and the window's first picture has not waited for it. Where it cannot
    // be loaded the training says so.
    QTimer::singleShot(0, &window, [] { QThreadPool::globalInstance()->start([] { (void)trainingEngine(); }); });
    return QApplication::exec();
}

}  // namespace normscope
