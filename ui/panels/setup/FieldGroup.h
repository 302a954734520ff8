#pragma once

#include <QGridLayout>
#include <QGroupBox>
#include <map>
#include <string>

#include <normscope/experiment/Settings.h>

#include "ui/panels/setup/SettingField.h"

namespace normscope::ui
{

/// Settings that belong together, as fields under a title with their columns aligned.
class FieldGroup : public QGroupBox
{
    Q_OBJECT

  public:
    explicit FieldGroup(ExperimentDocument& document, QWidget* parent = nullptr);

    /// A field for each setting of the group, in the order of the settings; below some of them something over the whole
    /// width.
    void addFields(SettingGroup group, const std::multimap<std::string, QWidget*>& below = {});
    /// Something over the whole width below what is there.
    void addWide(QWidget* widget);
    [[nodiscard]] SettingField& field(const std::string& key) const { return *m_fields.at(key); }
    /// The first of its editors whose text cannot be used; null where all can.
    [[nodiscard]] QWidget* firstProblem() const;

  protected:
    void changeEvent(QEvent* event) override;
    /// Sets the texts that are not the fields'.
    virtual void retranslate() = 0;

    ExperimentDocument& m_document;

  private:
    QGridLayout* m_grid;
    std::map<std::string, SettingField*> m_fields;
};

}  // namespace normscope::ui
