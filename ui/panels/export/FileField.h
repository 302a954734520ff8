#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>
#include <filesystem>

namespace normscope::ui
{

/// Where to write to: a path to type or to choose, and beneath it what is to be said about it.
class FileField : public QWidget
{
    Q_OBJECT

  public:
    enum class Kind
    {
        File,
        Folder,
    };
    explicit FileField(Kind kind, QWidget* parent = nullptr);

    void setPath(const QString& path);
    /// Without blanks around it; a leading ~/ is the home folder.
    [[nodiscard]] QString path() const;
    [[nodiscard]] std::filesystem::path filePath() const;

    /// For the choosing dialog: "PNG picture (*.png)".
    void setFilter(const QString& filter) { m_filter = filter; }

    /// What is wrong; it stays until the path is edited.
    void setProblem(const QString& problem);
    /// What is good to know where nothing is wrong: that a file will be replaced.
    void setNote(const QString& note);

    [[nodiscard]] QLineEdit* edit() const { return m_edit; }

  Q_SIGNALS:
    void pathChanged();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void browse();
    void retranslate();
    void say(const QString& text, bool isProblem);

    Kind m_kind;
    QLineEdit* m_edit;
    QPushButton* m_browse;
    QLabel* m_said;
    QString m_filter;
};

/// The folder that something was exported to last, or the documents folder.
[[nodiscard]] QString lastExportFolder();
void rememberExportFolder(const std::filesystem::path& folder);

[[nodiscard]] QString toText(const std::filesystem::path& path);

}  // namespace normscope::ui
