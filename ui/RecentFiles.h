#pragma once

#include <QMenu>
#include <QObject>
#include <QStringList>

namespace normscope::ui
{

/// The experiments and result folders that were opened or saved last, newest first, kept from session to session.
class RecentFiles : public QObject
{
    Q_OBJECT

  public:
    explicit RecentFiles(QObject* parent);

    void add(const QString& path);
    /// One that turned out to be gone.
    void remove(const QString& path);
    [[nodiscard]] QStringList paths() const;
    /// Fills itself whenever it is about to be shown.
    [[nodiscard]] QMenu& menu() { return m_menu; }

  Q_SIGNALS:
    void chosen(const QString& path);

  private:
    void fill();
    QMenu m_menu;
};

}  // namespace normscope::ui
