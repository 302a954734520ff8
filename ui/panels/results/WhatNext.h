#pragma once

#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// After a training: what came out, in a sentence, and what one does with it.
class WhatNext : public QFrame
{
    Q_OBJECT

  public:
    explicit WhatNext(QWidget* parent = nullptr);

    /// The experiment has been trained. Not there until then, and again after the user has closed it.
    void tell(const ShownExperiment& experiment);

  Q_SIGNALS:
    void tableRequested();
    void reportRequested();
    void handInRequested();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();

    QLabel* m_text;
    QPushButton* m_table;
    QPushButton* m_report;
    QPushButton* m_handIn;
    QPushButton* m_close;
};

}  // namespace normscope::ui
