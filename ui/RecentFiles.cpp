#include "ui/RecentFiles.h"

#include <QDir>
#include <QSettings>

namespace normscope::ui
{

namespace
{

constexpr int kMost = 8;

QString key()
{
    return QStringLiteral("recentFiles");
}

}  // namespace

RecentFiles::RecentFiles(QObject* parent)
    : QObject(parent)
{
    m_menu.setObjectName(QStringLiteral("recentMenu"));
    connect(&m_menu, &QMenu::aboutToShow, this, &RecentFiles::fill);
}

void RecentFiles::add(const QString& path)
{
    const QString absolute = QDir::cleanPath(QDir::current().absoluteFilePath(path));
    QStringList all = paths();
    all.removeAll(absolute);
    all.prepend(absolute);
    QSettings().setValue(key(), all.mid(0, kMost));
}

void RecentFiles::remove(const QString& path)
{
    QStringList all = paths();
    all.removeAll(path);
    QSettings().setValue(key(), all);
}

QStringList RecentFiles::paths() const
{
    return QSettings().value(key()).toStringList();
}

void RecentFiles::fill()
{
    m_menu.clear();
    int number = 0;
    for (const QString& path : paths()) {
        QString shown = QDir::toNativeSeparators(path);
        shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
        QAction* action = m_menu.addAction(QStringLiteral("&%1  %2").arg(QString::number(++number), shown));
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT chosen(path); });
    }
    if (m_menu.isEmpty()) {
        m_menu.addAction(tr("Nothing yet"))->setEnabled(false);
    }
}

}  // namespace normscope::ui
