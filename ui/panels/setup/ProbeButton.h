#pragma once

#include <QMenu>
#include <QToolButton>

#include "ui/models/ExperimentDocument.h"

namespace normscope::ui
{

/// The instruments that look inside the networks, one by one: a menu of boxes to tick, which stays open meanwhile.
class ProbeButton : public QToolButton
{
    Q_OBJECT

  public:
    /// The document outlives the button.
    explicit ProbeButton(ExperimentDocument& document, QWidget* parent = nullptr);

    void retranslate();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void showChosen();
    void take();

    ExperimentDocument& m_document;
    QMenu* m_menu;
};

/// Groups for the field of the setting: {"", "none"}, {"distribution,…", "economy: …"} and so on.
[[nodiscard]] QList<std::pair<QString, QString>> probeGroups();

}  // namespace normscope::ui
