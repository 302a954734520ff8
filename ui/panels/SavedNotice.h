#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStringList>
#include <QWidget>
#include <filesystem>

namespace normscope::ui
{

/// Says where something has been saved, with buttons that open it and show it in its folder; hidden while there is
/// nothing to say. Where nothing opens files on this desktop, it says so with the path.
class SavedNotice : public QWidget
{
    Q_OBJECT

  public:
    explicit SavedNotice(QWidget* parent = nullptr);

    /// A file or a folder was written. `remarks`: what is to be known about it, a sentence each.
    void setSaved(const std::filesystem::path& path, const QStringList& remarks = {});
    /// Why nothing was saved, or anything else that has no file; plain text.
    void setText(const QString& text, bool isProblem);
    void clear();

    /// All that it says, with the whole path.
    [[nodiscard]] QString text() const;

    /// Opens a file or folder in the desktop's program for it, or says in this notice that there is none.
    void open(const std::filesystem::path& path);

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void refresh();
    void retranslate();
    [[nodiscard]] static QString savedText(const QString& path);
    [[nodiscard]] QString unopenedText() const;
    [[nodiscard]] QString shortened(const QString& text, const QString& lead) const;

    QLabel* m_text;
    QLabel* m_more;      ///< what no program opened, and remarks
    QLineEdit* m_where;  ///< its path, to be copied
    QPushButton* m_open;
    QPushButton* m_show;
    std::filesystem::path m_path;      ///< what was saved; empty where nothing was
    std::filesystem::path m_unopened;  ///< what no program has opened
    QStringList m_remarks;
    QString m_said;  ///< where nothing was saved
    bool m_isProblem = false;
};

}  // namespace normscope::ui
