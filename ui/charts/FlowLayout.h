#pragma once

#include <QLayout>
#include <vector>

namespace normscope::ui
{

/// Items from left to right, in as many rows as it takes.
class FlowLayout : public QLayout
{
  public:
    explicit FlowLayout(QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

  private:
    /// The height that the items need in this rectangle; also puts them there if `isReal`.
    int arrange(const QRect& rect, bool isReal) const;

    std::vector<QLayoutItem*> m_items;
};

}  // namespace normscope::ui
