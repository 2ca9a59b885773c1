/** Words of the tour, and of what was added to the page with it. */
export const pageTour = {
  Tour: '导览',
  'Tour of the page': '页面导览',
  'New here? Five steps': '初次使用？五步上手',
  'No tour': '不需要导览',
  'Step {step} of {steps}': '第 {step} 步，共 {steps} 步',
  'Skip the tour': '跳过导览',
  Back: '上一步',
  Next: '下一步',
  'Start building': '开始搭建',
  'High contrast': '高对比度',
  'This design has not been run to its end.': '此设计尚未运行到结束。',
  'Build with blocks': '用组件搭建',
  'Drag a block onto the canvas, or choose one and press Enter. Drag from port to port to wire two of them; C does it by keyboard.':
    '把组件拖到画布上，或选中后按 Enter。从一个端口拖到另一个端口即可连线；用键盘时按 C。',
  'Tap a block to place it, and drag it where you want it. To wire two of them, tap a port of the first, then the second.':
    '点按组件即可放置，再拖到想要的位置。要连接两个组件，先点按第一个组件的端口，再点按第二个组件。',
  'Set up what is selected': '设置所选对象',
  'Select a block or a connection: everything about it stands here, with units, ranges and what each setting does. Timeouts, retries and breakers belong to connections.':
    '选中一个组件或连线，它的全部设置就在这里，带单位、取值范围和作用说明。超时、重试和熔断器属于连线。',
  'Put it under load': '施加负载',
  'Run, pause, step, or go as fast as possible. What you change while it runs takes effect at once, and is recorded.':
    '运行、暂停、单步，或以最快速度运行。运行中的修改立即生效，并会被记录下来。',
  'Watch it, and break it': '观察，再让它出故障',
  'Latency, throughput and breakers over simulated time. Put faults on the timeline, drag its handle to go back, and read in the report what limits the design.':
    '延迟、吞吐量和熔断器状态随模拟时间变化。在时间线上加入故障，拖动手柄回到过去，并在报告中查看限制设计的瓶颈。',
  'Pass it on': '分享出去',
  'A link holds design, seed and result: whoever opens it sees the same numbers. The gallery has lessons, and the menu experiments that put intervals on every figure.':
    '链接里包含设计、随机种子和结果：谁打开都会看到同样的数字。示例库里有课程，菜单里的实验能给每个数字加上置信区间。',
  'Flowchart of the design': '设计的流程图',
  'Sequence of a request': '一个请求的时序图',
  'Sequence of the slowest request': '最慢请求的时序图',
  'Following a request…': '正在跟踪请求…',
} as const
