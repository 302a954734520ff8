#pragma once

#include <QObject>
#include <QTimer>

#include "ui/models/ExperimentDocument.h"

namespace normscope::ui
{

/// Keeps what is set up from one session to the next, also what is in no file: restores it at once, and writes it
/// shortly after each change and at the end. Of two windows the one that writes last is restored.
class KeptSettings : public QObject
{
  public:
    /// The document outlives it. What is no state of a document is passed over.
    explicit KeptSettings(ExperimentDocument& document, QObject* parent = nullptr);
    ~KeptSettings() override;

    /// Writes it now.
    void keep();

    /// Where it is kept in QSettings.
    static constexpr const char* kKey = "experiment";

  private:
    ExperimentDocument& m_document;
    QTimer m_timer;
};

}  // namespace normscope::ui
