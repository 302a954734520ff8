#pragma once

#include <QComboBox>
#include <QLabel>
#include <QWidget>
#include <filesystem>

#include "ui/models/ExperimentDocument.h"

namespace normscope::ui
{

/// The list of presets, ready-made ones and the user's own, and, below it, what the one that was used lets see. It
/// names that one until another experiment is set up, and says whether something has been changed since.
class PresetBox : public QWidget
{
    Q_OBJECT

  public:
    /// The document outlives the box.
    explicit PresetBox(ExperimentDocument& document, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// One was picked in the opened list, maybe the same again.
    void picked(const normscope::Preset& preset);
    void ownPicked(const QString& title, const std::filesystem::path& path);
    /// The settings are to be kept as one, or one is not wanted any more.
    void keepRequested();
    void removeRequested();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void fill();
    void use(int row);
    void show();
    void retranslate();

    ExperimentDocument& m_document;
    QComboBox* m_list;  ///< its first entry says what it is for
    QLabel* m_description;
};

}  // namespace normscope::ui
