#pragma once

#include <QGridLayout>
#include <QGroupBox>
#include <map>
#include <string>
#include <vector>

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
    [[nodiscard]] const std::map<std::string, SettingField*>& fields() const { return m_fields; }
    /// What can have the focus, in the order in which it stands there.
    [[nodiscard]] std::vector<QWidget*> focusOrder() const;
    /// The pixels that its labels need.
    [[nodiscard]] int labelWidth() const;
    /// Puts labels before their editors, in a column of that many pixels, or with 0 above them.
    void setLabelColumn(int width);
    /// The pixels that it needs at least with such a column.
    [[nodiscard]] int widthNeeded(int labelColumn) const;

  protected:
    void changeEvent(QEvent* event) override;
    /// Sets the texts that are not the fields'.
    virtual void retranslate() = 0;

    ExperimentDocument& m_document;

  private:
    QGridLayout* m_grid;
    std::map<std::string, SettingField*> m_fields;
    std::vector<QWidget*> m_wide;  ///< over the whole width
};

}  // namespace normscope::ui
